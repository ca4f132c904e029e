import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Everything else loads through the cache, so that no command waits for the compiler: `--help` takes a third of the time.
enableCompileCache(fileURLToPath(new URL("../dist/compile-cache", import.meta.url)));
const { runCommandLine } = await import("./run-command-line.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
