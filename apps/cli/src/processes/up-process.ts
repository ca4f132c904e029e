import { readEnvironment } from "../env.ts";
import { exitCodeOf, failureText } from "../failure.ts";
import { superviseUp } from "../supervise/up.ts";
import { upArgumentsSchema } from "./arguments.ts";

const given = upArgumentsSchema.parse(JSON.parse(process.argv[2] ?? ""));
try {
  process.exit(await superviseUp(given, readEnvironment()));
} catch (error) {
  process.stderr.write(failureText(error, given.values.log_level === "debug"));
  process.exit(exitCodeOf(error));
}
