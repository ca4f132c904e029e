import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { codeOf, HubError, messageOf } from "../errors.ts";

/** Makes the folder (only its owner may look into it) and proves that it can be written. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.probe-${randomUUID()}`);
  try {
    await makeFolders(resolve(dataDir));
    await writeFile(probe, "", { mode: 0o600, flag: "wx" });
    await rm(probe);
  } catch (cause) {
    throw new HubError(
      "data_dir_not_writable",
      `the data folder ${dataDir} cannot be written (${messageOf(cause)}); make it writable for this user, or choose another with --data-dir`,
      { cause },
    );
  }
}

/** Not mkdir's own `recursive`: where a folder exists but takes no new one with ENOENT, as /proc does, that never ends. */
async function makeFolders(path: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (thrown) {
    if (codeOf(thrown) !== "ENOENT" || dirname(path) === path) throw thrown;
    await makeFolders(dirname(path));
    await makeFolder(path);
  }
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((thrown: unknown) => {
    if (codeOf(thrown) !== "EEXIST") throw thrown;
  });
}
