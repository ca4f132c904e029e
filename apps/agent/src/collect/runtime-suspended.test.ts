import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runtimeSuspended, sysfsAddress } from "./runtime-suspended.ts";

test("the bus id is written as the kernel does", () => {
  expect(sysfsAddress("00000000:3B:00.0")).toBe("0000:3b:00.0");
  expect(sysfsAddress("00010000:C1:00.0")).toBe("10000:c1:00.0");
  expect(sysfsAddress("../../etc")).toBeNull();
});

test("only a device that says so is suspended", () => {
  const root = mkdtempSync(join(tmpdir(), "vramfleet-sys-"));
  const directory = join(root, "bus/pci/devices/0000:3b:00.0/power");
  try {
    mkdirSync(directory, { recursive: true });
    const isSuspended = runtimeSuspended(root);
    expect(isSuspended("00000000:3B:00.0")).toBe(false);
    for (const status of ["suspended", "active", "unsupported"]) {
      writeFileSync(join(directory, "runtime_status"), `${status}\n`);
      expect(isSuspended("00000000:3B:00.0")).toBe(status === "suspended");
    }
  } finally {
    rmSync(root, { recursive: true });
  }
});
