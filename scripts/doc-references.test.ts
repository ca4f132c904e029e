/** What the documents name exists: paths in backticks or links, and npm scripts. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = resolve(import.meta.dirname, "..");
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
];
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

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

const scriptsOf = (document: string) =>
  [...readFileSync(join(root, document), "utf8").matchAll(/npm run ([\w:-]+)/g)].flatMap((match) => match[1] ?? []);

test.each(documents)("%s names only paths that exist", (document) => {
  expect(pathsOf(document).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(documents)("%s names only npm scripts that exist", (document) => {
  expect(scriptsOf(document).filter((name) => !(name in scripts))).toEqual([]);
});
