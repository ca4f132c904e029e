import { readEnvironment } from "../env.ts";
import { exitCodeOf, failureText } from "../failure.ts";
import { superviseUp } from "../supervise/up.ts";
import { readArguments, type UpArguments } from "./arguments.ts";

const given = readArguments<UpArguments>();
try {
  process.exit(await superviseUp(given, readEnvironment()));
} catch (error) {
  process.stderr.write(failureText(error, given.values.log_level === "debug"));
  process.exit(exitCodeOf(error));
}
