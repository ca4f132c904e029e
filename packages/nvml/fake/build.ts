import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { versionScript, type FakeLibrary } from "./libraries.ts";

const run = promisify(execFile);
const SOURCES = join(import.meta.dirname, "c");
const OUTPUT = join(import.meta.dirname, "build");
const WARNINGS = ["-Wall", "-Wextra", "-Werror", "-Wconversion", "-Wshadow", "-Wstrict-prototypes"];
const LINKING = ["-fPIC", "-shared", "-pthread", "-Wl,-soname,libnvidia-ml.so.1", "-Wl,-z,defs"];
const FLAGS = ["-std=c11", "-O1", "-g", ...WARNINGS, ...LINKING];

/**
 * Compiles the fake library where its sources changed since the last time, and answers the path of the shared object.
 * Several processes may call it at once. Throws where gcc is missing or refuses.
 * @param library which driver generation's symbols it exports; see libraries.ts.
 * @param output folder of the builds.
 */
export async function buildFakeNvml(library: FakeLibrary = "current", output = OUTPUT): Promise<string> {
  const script = versionScript(library);
  const sources = (await readdir(SOURCES)).filter((name) => /[.][ch]$/.test(name)).toSorted();
  const contents = await Promise.all(sources.map((name) => readFile(join(SOURCES, name), "utf8")));
  const digest = createHash("sha256").update(JSON.stringify([FLAGS, script, process.arch, sources, contents]));
  const directory = join(output, `${library}-${digest.digest("hex").slice(0, 16)}`);
  const target = join(directory, "libnvidia-ml.so.1");
  if (await exists(target)) return target;

  await mkdir(directory, { recursive: true });
  const draft = join(directory, `draft-${randomUUID()}`);
  try {
    await writeFile(`${draft}.map`, script);
    const inputs = sources.filter((name) => name.endsWith(".c")).map((name) => join(SOURCES, name));
    await compile([...FLAGS, `-Wl,--version-script=${draft}.map`, "-o", `${draft}.so`, ...inputs]);
    await rename(`${draft}.so`, target);
  } finally {
    await Promise.all([`${draft}.map`, `${draft}.so`].map((path) => rm(path, { force: true })));
  }
  return target;
}

async function compile(parameters: string[]): Promise<void> {
  try {
    await run("gcc", parameters);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new Error("gcc is missing: the fake NVML library is C. On Debian: apt-get install gcc libc6-dev", {
        cause: error,
      });
    }
    throw new Error(`gcc could not build the fake NVML library: ${String(error)}`, { cause: error });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
