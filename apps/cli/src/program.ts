import { SOFTWARE_VERSION } from "@vramfleet/protocol/version";
import { Command, CommanderError } from "commander";
import { addAnalyzeCommand } from "./analyze-command.ts";
import { addCommand, COMMANDS } from "./command-table.ts";
import { addConfigCommand } from "./config-command.ts";
import type { Environment } from "./env.ts";
import { EXIT, Failure } from "./failure.ts";

/** What the parsed command line has chosen to do. */
type Chosen = () => Promise<number>;

/** Parses the arguments and runs the command they name. Resolves with its exit code; throws a Failure for wrong usage. */
export async function parseCommandLine(argv: readonly string[], environment: Environment): Promise<number> {
  let chosen: Chosen | null = null;
  const choose = (run: Chosen): void => void (chosen = run);
  const program = createProgram();
  for (const entry of COMMANDS) addCommand(program, entry, { environment, choose });
  addAnalyzeCommand(program, { environment, choose });
  addConfigCommand(program, { environment, choose });
  const said = listen(program);
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.ok;
    throw new Failure(usageText(said.join("")), EXIT.usage);
  }
  return runChosen(chosen);
}

async function runChosen(chosen: Chosen | null): Promise<number> {
  return chosen === null ? EXIT.ok : chosen();
}

function createProgram(): Command {
  return new Command("vramfleet")
    .description("GPU memory for a whole fleet: who holds it, where it is going, when it runs out.")
    .version(SOFTWARE_VERSION, "-V, --version", "print the version")
    .helpCommand("help [command]", "show what a command does")
    .helpOption("-h, --help", "show this")
    .showSuggestionAfterError(true);
}

/** Keeps what commander would print as an error, of every command, so that main prints all errors the same way. */
function listen(program: Command): string[] {
  const said: string[] = [];
  const apply = (command: Command): void => {
    command.exitOverride().configureOutput({
      writeErr: (text) => void said.push(text),
      outputError: (text, write) => write(text),
    });
    command.commands.forEach(apply);
  };
  apply(program);
  return said;
}

/** "error: unknown option '--prot'\n(Did you mean --port?)" in this command line's own form. */
function usageText(said: string): string {
  if (said.startsWith("Usage:")) return `say what to do.\n\n${said.trimEnd()}`;
  const text = said.replace(/^error: /, "").trimEnd();
  return `${text}\n  Run \`vramfleet --help\`, or \`vramfleet <command> --help\`, for what there is.`;
}
