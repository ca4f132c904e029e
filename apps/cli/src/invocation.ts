import type { ConfigArguments } from "./config/load.ts";
import type { Environment } from "./env.ts";

/** What a command is given. */
export interface Invocation {
  given: ConfigArguments;
  /** Values of the command's own flags, by their long name: text, or true for a switch. */
  own: Readonly<Record<string, string | true | undefined>>;
  environment: Environment;
}
