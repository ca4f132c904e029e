import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HubError, messageOf } from "../errors.ts";

/** Makes the folder (only its owner may look into it) and proves that it can be written. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.probe-${randomUUID()}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
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
