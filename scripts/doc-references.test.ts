/** What the documents name exists: paths in backticks or links, and npm scripts. */
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = resolve(import.meta.dirname, "..");
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
];
const manifest = z.object({ name: z.string(), scripts: z.record(z.string(), z.string()).default({}) });
/** By name and by folder, as npm's -w takes either; the root's folder is ".". */
const manifests = new Map(
  globSync(["package.json", "{packages,apps}/*/package.json"], { cwd: root }).flatMap((path) => {
    const { name, scripts } = manifest.parse(JSON.parse(readFileSync(join(root, path), "utf8")));
    return [[name, scripts] as const, [dirname(path), scripts] as const];
  }),
);

/** A path is what starts at a known top-level folder or file; `<…>` and `*` mark patterns, not paths. */
const LOCAL = /^(apps|packages|docs|scripts|\.github|\.ci)\/[\w./[\]-]+$|^[A-Z]+\.md$|^LICENSE$/;

function pathsOf(document: string): string[] {
  const text = readFileSync(join(root, document), "utf8");
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)]
    .flatMap((match) => match[1] ?? [])
    .filter((path) => LOCAL.test(path));
  const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].flatMap((match) =>
    join(dirname(document), match[1] ?? ""),
  );
  return [...quoted, ...linked];
}

/** "npm run x" belongs to the root, "npm run x -w y" to the workspace y. */
function missingScripts(document: string): string[] {
  const text = readFileSync(join(root, document), "utf8");
  return [...text.matchAll(/npm run ([\w:-]+)(?: -w ([@\w/-]+))?/g)].flatMap(([command, script, workspace]) => {
    return script !== undefined && script in (manifests.get(workspace ?? ".") ?? {}) ? [] : [command];
  });
}

test.each(documents)("%s names only paths that exist", (document) => {
  expect(pathsOf(document).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(documents)("%s names only npm scripts that exist", (document) => {
  expect(missingScripts(document)).toEqual([]);
});
