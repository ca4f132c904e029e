import { copyFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import { buildFakeNvml } from "../fake/build.ts";
import { openNvml } from "./open.ts";
import { createFake, nowIsSecond, valueOf } from "./testing/fake.ts";

const fake = createFake();
const directory = mkdtempSync(join(tmpdir(), "fake-driver-"));
const libraryPath = join(directory, "libnvidia-ml.so.1");
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => {
  fake.close();
  rmSync(directory, { recursive: true });
});

/** As a package manager does: a new file in the place of the old one. */
async function install(): Promise<void> {
  copyFileSync(await buildFakeNvml(), `${libraryPath}.new`);
  renameSync(`${libraryPath}.new`, libraryPath);
}

function playAt(second: number): void {
  const upgrade = { atS: 10, driverVersion: "580.105.08" };
  fake.play({ ...nowIsSecond(second), driverVersion: "570.148.08", upgrade, gpus: [{ board: boards.h100 }] });
}

test("an upgrade of the driver ends a generation with 18, and the new library opens in the same process", async () => {
  playAt(5);
  await install();
  const old = openNvml({ libraryPath });
  if (!old.ok) throw new Error(old.unavailable.message);
  const device = valueOf(old.nvml.device(0));
  expect(valueOf(old.nvml.driverVersion())).toBe("570.148.08");

  playAt(15);
  expect(device.memory()).toMatchObject({ ok: false, failure: { code: 18, scope: "library" } });
  old.nvml.shutdown();
  expect(openNvml({ libraryPath })).toMatchObject({ ok: false, unavailable: { reason: "version_mismatch" } });

  await install();
  const anew = openNvml({ libraryPath });
  if (!anew.ok) throw new Error(anew.unavailable.message);
  expect(valueOf(anew.nvml.driverVersion())).toBe("580.105.08");
  expect(valueOf(anew.nvml.device(0)).memory().ok).toBe(true);
  expect(device.memory()).toMatchObject({ ok: false, failure: { code: 1, scope: "library" } });
  anew.nvml.shutdown();
});
