import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What a build is made from. */
export interface BuildSources {
  /** Folders (taken whole) and files, absolute or relative to `root`. */
  paths: readonly string[];
  /** What else decides the result: options, versions. */
  salt: string;
}

const GENERATED = new Set(["node_modules", "dist", "out", ".next", ".turbo", "next-env.d.ts", "testing"]);
const isNoSource = (name: string): boolean => /(\.(test|e2e)\.tsx?|\.tsbuildinfo)$/.test(name);

/** Names the sources by their contents: the same name means the same build, whatever the files' times say. */
export function sourceDigest(root: string, sources: BuildSources): string {
  const hash = createHash("sha256").update(sources.salt);
  for (const path of sources.paths.flatMap((path) => filesBelow(join(root, path)))) {
    hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
  }
  return hash.digest("hex").slice(0, 16);
}

function filesBelow(path: string): string[] {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return [path];
    throw error;
  }
  return entries
    .filter((entry) => !GENERATED.has(entry.name) && !isNoSource(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
}
