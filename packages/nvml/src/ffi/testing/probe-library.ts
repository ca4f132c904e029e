/**
 * Prints as JSON what a real library says on a machine without a driver: which of our symbols it lacks, its texts of
 * codes, and how opening it ends. In a process of its own, without root's rights, with which nvmlInit makes device nodes.
 */
import koffi from "koffi";
import { openNvml } from "../../open.ts";
import { loadLibrary } from "../library.ts";

const NOBODY = 65_534;
const [path = "", symbols = ""] = process.argv.slice(2);

if (process.getuid?.() === 0) {
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
const loaded = loadLibrary(path);
if (!loaded.ok) throw new Error(loaded.problem);
const errorString = koffi.load(path, { lazy: true }).func("nvmlErrorString", "const char *", ["int"]);
const texts = Object.fromEntries([0, 3, 9, 15, 18].map((code) => [code, String(errorString(code))]));
const opened = openNvml({ libraryPath: path });
const missing = symbols.split(",").filter((symbol) => !loaded.library.has(symbol));
process.stdout.write(JSON.stringify({ missing, texts, opened: opened.ok ? "open" : opened.unavailable.reason }));
