import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { waitsInKernel } from "./waits-in-kernel.ts";

test("one thread in state D is enough", () => {
  const proc = mkdtempSync(join(tmpdir(), "vramfleet-tasks-"));
  const thread = (tid: number, state: string) => {
    mkdirSync(join(proc, "self/task", String(tid)), { recursive: true });
    writeFileSync(join(proc, "self/task", String(tid), "stat"), `${tid} (a) D b) ${state} 1 2 3`);
  };
  try {
    expect(waitsInKernel(proc)).toBe(false);
    thread(1, "S");
    thread(2, "R");
    expect(waitsInKernel(proc)).toBe(false);
    thread(2, "D");
    expect(waitsInKernel(proc)).toBe(true);
  } finally {
    rmSync(proc, { recursive: true });
  }
});
