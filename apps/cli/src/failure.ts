/** How the command ends. `doctor` has its own reading: 1 warnings, 2 failures. */
export const EXIT = {
  ok: 0,
  /** It could not do its work. */
  failed: 1,
  /** Wrong usage or configuration: trying again without a change would end the same way. */
  usage: 2,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a message for the person who typed it; main prints it, and nothing else does. */
export class Failure extends Error {
  readonly exitCode: ExitCode;

  /** @param message What happened, what was expected and what to do; further lines are printed as they are. */
  constructor(message: string, exitCode: ExitCode = EXIT.failed) {
    super(message);
    this.name = "Failure";
    this.exitCode = exitCode;
  }
}

/** Text for standard error of anything thrown. Stack traces are for those who ask for them. */
export function failureText(error: unknown, withStack: boolean): string {
  if (error instanceof Failure) return `vramfleet: ${error.message}\n`;
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && error.stack !== undefined ? error.stack : message;
  if (withStack) return `vramfleet: ${stack}\n`;
  return `vramfleet: ${message}\n  This is a fault of vramfleet. Run the command again with --log-level debug for its origin.\n`;
}

export const exitCodeOf = (error: unknown): ExitCode => (error instanceof Failure ? error.exitCode : EXIT.failed);
