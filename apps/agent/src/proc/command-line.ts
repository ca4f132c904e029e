import { sanitizeText } from "@vramfleet/core/sanitize";
import { redactArgs } from "./redact-args.ts";
import { redactText } from "./redact-text.ts";

/**
 * How much of a command line leaves the node. `redacted`: program, script, model and options, secrets masked. `names`:
 * the program's name alone. `full`: everything.
 */
export type CommandLines = "redacted" | "names" | "full";

export interface DescribedCommand {
  program: string | null;
  command: string | null;
}

/** More is never shown; reading on would only cost time. */
const MAX_ARGS = 128;
const MAX_ARG_LENGTH = 4_096;

/** The arguments in /proc/<pid>/cmdline: each ends with NUL. Empty for kernel threads and zombies. */
export function splitCommandLine(cmdline: string): string[] {
  const argv = cmdline.split("\0");
  while (argv.length > 0 && argv.at(-1) === "") argv.pop();
  return argv;
}

/** @param comm the kernel's name of the process, for one whose arguments cannot be read or say nothing. */
export function describeCommand(argv: readonly string[], comm: string, mode: CommandLines): DescribedCommand {
  const visible = argv.slice(0, MAX_ARGS).map((arg) => sanitizeText(arg, MAX_ARG_LENGTH));
  const program = nonEmpty(mode === "full" ? programOf(visible, comm) : redactText(programOf(visible, comm)));
  if (visible.length === 0) return { program, command: null };
  switch (mode) {
    case "names":
      return { program, command: program };
    case "redacted":
      return { program, command: nonEmpty(redactArgs(visible).join(" ")) };
    case "full":
      return { program, command: nonEmpty(visible.join(" ")) };
  }
}

/** The file's name; one that calls itself something with spaces ("nginx: worker") goes by the kernel's name. */
function programOf(argv: readonly string[], comm: string): string {
  const first = argv[0] ?? "";
  const name = first.slice(first.lastIndexOf("/") + 1).replace(/^-/, "");
  return name === "" || /\s/.test(first) ? sanitizeText(comm) : name;
}

function nonEmpty(text: string): string | null {
  const clean = sanitizeText(text).trim();
  return clean === "" ? null : clean;
}
