/** Plants one violation of every lint rule that .oxlintrc.json names and expects each to be caught, by name. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const root = resolve(import.meta.dirname, "..");
const lines = (count: number, line: string) =>
  Array.from({ length: count }, (_, index) => line.replaceAll("#", String(index))).join("\n");
const body = (count: number) =>
  `export function long() {\n  let sum = 0;\n${lines(count, "  sum += #;")}\n  return sum;\n}\n`;

interface Planting {
  file: string;
  text: string;
}
const app = (name: string, text: string): Planting => ({ file: `apps/hub/src/${name}.ts`, text });
const core = (name: string, text: string): Planting => ({ file: `packages/core/src/${name}.ts`, text });

const planted: Record<string, Planting[]> = {
  "typescript/no-floating-promises": [
    app("floating", `async function work() {}\nexport function go() {\n  work();\n}\n`),
  ],
  "typescript/no-misused-promises": [
    app("misused", `export const go = (run: () => Promise<boolean>) => (run() ? 1 : 2);\n`),
  ],
  "typescript/await-thenable": [app("thenable", `export async function go() {\n  await 5;\n}\n`)],
  "typescript/switch-exhaustiveness-check": [
    app(
      "switching",
      `export function go(x: "a" | "b") {\n  switch (x) {\n    case "a":\n      return 1;\n  }\n  return 2;\n}\n`,
    ),
  ],
  "typescript/consistent-type-imports": [
    app("types", `import { Shape } from "./shape.ts";\nexport const go = (shape: Shape) => shape.side;\n`),
    app("shape", `export interface Shape {\n  side: number;\n}\n`),
  ],
  "typescript/no-explicit-any": [app("any", `export const go = (x: any) => typeof x;\n`)],
  "typescript/no-non-null-assertion": [app("bang", `export const go = (x: string | null) => x!.length;\n`)],
  "typescript/no-unnecessary-condition": [app("needless", `export const go = (x: string) => x?.length;\n`)],
  "typescript/no-unsafe-assignment": [
    app("unsafe-assignment", `export const go = () => {\n  const x = JSON.parse("1");\n  return typeof x;\n};\n`),
  ],
  "typescript/no-unsafe-argument": [
    app("unsafe-argument", `const take = (x: string) => x;\nexport const go = () => take(JSON.parse("1"));\n`),
  ],
  "typescript/no-unsafe-call": [app("unsafe-call", `export const go = () => {\n  JSON.parse("1")();\n};\n`)],
  "typescript/no-unsafe-member-access": [app("unsafe-member", `export const go = () => typeof JSON.parse("1").x;\n`)],
  "typescript/no-unsafe-return": [app("unsafe-return", `export const go = (): string => JSON.parse("1");\n`)],
  "import/no-cycle": [
    app("cycle-a", `import { b } from "./cycle-b.ts";\nexport const a = () => b;\n`),
    app("cycle-b", `import { a } from "./cycle-a.ts";\nexport const b = () => a;\n`),
  ],
  "no-console": [app("console", `console.log("x");\n`)],
  "no-restricted-properties": [
    app("environment", `export const go = () => process.env;\n`),
    core("clock", `export const go = () => Date.now();\n`),
    core("chance", `export const go = () => Math.random();\n`),
  ],
  "no-restricted-globals": [core("timer", `export const go = () => setTimeout(() => {}, 1);\n`)],
  "typescript/consistent-type-assertions": [core("cast", `export const go = (x: unknown) => x as string;\n`)],
  "max-lines": [app("lines", lines(260, "export const x# = #;") + "\n")],
  "max-lines-per-function": [app("function", body(60)), { file: "apps/web/src/view.tsx", text: body(90) }],
  "max-params": [app("params", `export const go = (a: number, b: number, c: number, d: number) => a + b + c + d;\n`)],
  "max-depth": [
    app(
      "depth",
      `export function go(x: number) {\n  if (x > 1) {\n    if (x > 2) {\n      if (x > 3) {\n        if (x > 4) return 1;\n      }\n    }\n  }\n  return 2;\n}\n`,
    ),
  ],
  complexity: [
    app("complex", `export function go(x: number) {\n${lines(11, "  if (x === #) return #;")}\n  return x;\n}\n`),
  ],
};

const configuration = z.object({
  rules: z.record(z.string(), z.unknown()),
  overrides: z.array(z.object({ rules: z.record(z.string(), z.unknown()) })),
});
const report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

let copy = "";
let caught: { code: string; filename: string }[] = [];

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "lint-rules-"));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const path of [".oxlintrc.json", "tsconfig.base.json"]) cpSync(join(root, path), join(copy, path));
  writeFileSync(
    join(copy, "tsconfig.json"),
    `{"extends":"./tsconfig.base.json","compilerOptions":{"types":["node"],"jsx":"preserve"},"include":["apps","packages"]}`,
  );
  for (const { file, text } of Object.values(planted).flat()) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }
  const run = spawnSync(
    join(root, "node_modules/.bin/oxlint"),
    ["--type-aware", "--format", "json", "apps", "packages"],
    {
      cwd: copy,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  caught = report.parse(JSON.parse(run.stdout)).diagnostics;
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** oxlint prints "typescript(no-floating-promises)" or "typescript-eslint(…)" for what the configuration calls "typescript/…". */
const ruleName = (configured: string) => configured.split("/").at(-1) ?? configured;

test.each(
  Object.entries(planted).flatMap(([rule, files]) =>
    files.slice(0, rule === "no-restricted-properties" ? 3 : 1).map((file) => [rule, file] as const),
  ),
)("%s is caught", (rule, { file }) => {
  const codes = caught.filter((found) => found.filename === file).map((found) => found.code);
  expect(codes.some((code) => code.includes(`(${ruleName(rule)})`))).toBe(true);
});

test("every rule the configuration turns on has a planted violation", () => {
  const { rules, overrides } = configuration.parse(JSON.parse(readFileSync(join(root, ".oxlintrc.json"), "utf8")));
  const names = [rules, ...overrides.map((override) => override.rules)].flatMap((set) =>
    Object.entries(set).flatMap(([name, level]) => (level === "off" ? [] : [name])),
  );
  expect(Object.keys(planted).toSorted()).toEqual([...new Set(names)].toSorted());
});
