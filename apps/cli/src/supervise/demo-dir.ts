import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tryLock } from "../lock.ts";
import { EXIT, Failure } from "../failure.ts";

const MARKER = ".vramfleet-demo";

/**
 * An empty folder for a simulated fleet's data, below `dataDir`. What an earlier demo left is deleted; a folder that no
 * demo made is not touched. One demo at a time may use it, until this process ends.
 */
export async function claimDemoDir(dataDir: string): Promise<string> {
  const folder = join(dataDir, "demo");
  if ((await tryLock(`demo ${folder}`)) === null) {
    throw new Failure(
      `another demo is using ${folder}. Stop it, or give this one its own folder with --data-dir.`,
      EXIT.usage,
    );
  }
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MARKER))) {
      throw new Failure(
        `${folder} holds files that no demo made. Move them, or choose another folder with --data-dir.`,
        EXIT.usage,
      );
    }
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, MARKER), "Made by vramfleet up --demo, and deleted at its next start.\n");
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error)) throw error;
    throw new Failure(
      `the demo's folder cannot be made: ${error.message}. Choose another with --data-dir.`,
      EXIT.usage,
    );
  }
  return folder;
}
