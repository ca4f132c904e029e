import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";

/** Builds nobody started for this long are deleted, and more than this many: a process that still runs from one misses it. */
const UNUSED_DAYS = 14;
const KEPT_BUILDS = 20;
const DAY_MS = 86_400_000;
const MAX_ATTEMPTS = 5;
const NOT_WRITABLE = new Set<unknown>(["EACCES", "EPERM", "EROFS", "ENOSPC"]);

/**
 * Where one kind of build lies: a folder for each digest of its sources, put in place whole by a rename. Two builders at
 * once therefore cannot mix their files, and a running process keeps the files it was started from.
 */
export interface BuildStore {
  /** Folder of the build of the present sources, null when there is none. */
  find(): string | null;
  /** Fills a new folder by `fill` and puts it in place; its final path. */
  add(fill: (folder: string) => Promise<void>): Promise<string>;
}

interface StoreOptions {
  parent: string;
  /** Tells several kinds of builds in one parent apart. */
  kind: string;
  /** Names the present sources by their contents. */
  digest: () => string;
  nowMs: () => number;
}

export function createBuildStore({ parent, kind, digest, nowMs }: StoreOptions): BuildStore {
  const folderOf = (name: string): string => join(parent, `${kind}-${name}`);
  const find = (): string | null => {
    const folder = folderOf(digest());
    if (!existsSync(folder)) return null;
    touch(folder, nowMs());
    return folder;
  };
  const add = async (fill: (folder: string) => Promise<void>): Promise<string> => {
    const unfinished = join(parent, `.unfinished-${kind}-${process.pid}`);
    try {
      const name = await fillUnchanged(unfinished, digest, fill);
      place(unfinished, folderOf(name));
      touch(folderOf(name), nowMs());
      removeUnused(parent, kind, nowMs());
      return folderOf(name);
    } catch (error) {
      throw NOT_WRITABLE.has(codeOf(error))
        ? new Failure(
            `the build cannot be kept: ${String(error)}.\n  Run this once as a user who may write to ${parent}.`,
          )
        : error;
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  };
  return { find, add };
}

/** Sources edited while they are built would give a build of neither state: then it is done again. */
async function fillUnchanged(
  folder: string,
  digest: () => string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const before = digest();
    await fill(folder);
    if (digest() === before) return before;
  }
  throw new Failure("the sources keep changing while they are built. Run this again when they are at rest.");
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : null);

/** A folder that is there already was built from the same sources by somebody else: it is as good. */
function place(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

function removeUnused(parent: string, kind: string, nowMs: number): void {
  const builds = readdirSync(parent)
    .filter((name) => name.startsWith(`${kind}-`) || name.startsWith(`.unfinished-${kind}-`))
    .map((name) => join(parent, name))
    .map((folder) => ({ folder, usedAtMs: statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? nowMs }))
    .toSorted((a, b) => b.usedAtMs - a.usedAtMs);
  for (const [index, { folder, usedAtMs }] of builds.entries()) {
    const unused = index >= KEPT_BUILDS || nowMs - usedAtMs > UNUSED_DAYS * DAY_MS;
    if (unused) rmSync(folder, { recursive: true, force: true });
  }
}

function touch(folder: string, nowMs: number): void {
  try {
    utimesSync(folder, nowMs / 1_000, nowMs / 1_000);
  } catch (error) {
    // A checkout that belongs to somebody else is used as it is; only its owner deletes from it.
    if (!NOT_WRITABLE.has(codeOf(error))) throw error;
  }
}
