import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { layouts, structVersion } from "../src/ffi/layouts.ts";

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), "nvml-layouts-"));
afterAll(() => rmSync(directory, { recursive: true }));

type Layouts = Record<string, { size: number } & Record<string, number>>;

/** The binding's table as assertions about the C declarations, which assert themselves too. */
function assertions(table: Layouts): string {
  const lines = Object.entries(table).flatMap(([struct, { size, ...offsets }]) => [
    `_Static_assert(sizeof(${struct}) == ${size}, "size of ${struct}");`,
    ...Object.entries(offsets).map(
      ([field, offset]) => `_Static_assert(offsetof(${struct}, ${field}) == ${offset}, "${struct}.${field}");`,
    ),
  ]);
  return `#include "nvml-abi.h"\n${lines.join("\n")}\n`;
}

/** Needs no C library: the compiler's own headers are enough. */
function compile(compiler: string, table: Layouts): Promise<unknown> {
  const source = join(directory, `${compiler}.c`);
  writeFileSync(source, assertions(table));
  const include = join(import.meta.dirname, "c");
  return run(compiler, ["-std=c11", "-ffreestanding", "-fsyntax-only", "-Werror", `-I${include}`, source]);
}

describe.each([
  ["this machine", "gcc", "gcc"],
  ["arm64", "aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu"],
])("every struct on %s", (_, compiler, packageName) => {
  const isMissing = spawnSync(compiler, ["--version"]).error !== undefined;
  const why = `no ${compiler} here; on Debian: apt-get install ${packageName}`;

  test("has the sizes and offsets the binding works with", async (context) => {
    if (isMissing) context.skip(why);
    await compile(compiler, layouts);
  });

  test("and a slip of one byte would not compile", async (context) => {
    if (isMissing) context.skip(why);
    const slipped = { nvmlEventData_t: { ...layouts.nvmlEventData_t, eventData: 17 } };
    await expect(compile(compiler, slipped)).rejects.toThrow("nvmlEventData_t.eventData");
  });
});

test("versions are sizes with the number in the top byte", () => {
  expect(structVersion(layouts.nvmlMemory_v2_t.size, 2)).toBe(0x02000028);
  expect(structVersion(layouts.nvmlTemperature_t.size, 1)).toBe(0x0100000c);
});
