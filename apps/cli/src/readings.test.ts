import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { snapshotSchema } from "@vramfleet/protocol/snapshot";
import { boards } from "@vramfleet/nvml/fake/boards";
import { buildFakeNvml } from "@vramfleet/nvml/fake/build";
import { writeScenario } from "@vramfleet/nvml/fake/scenario";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Check } from "./doctor/check.ts";
import { run, temporaryHome } from "./testing/launcher.ts";

const GIB = 2 ** 30;
const home = temporaryHome();
const folder = mkdtempSync(join(tmpdir(), "vramfleet-readings-"));
let library = "";
beforeAll(async () => {
  library = await buildFakeNvml();
}, 120_000);
afterAll(() => {
  home.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The environment of a machine with this scenario's GPUs; without one the driver is absent. */
function machine(scenario: string | null): Record<string, string> {
  return { ...home.env, VRAMFLEET_NVML: library, ...(scenario === null ? {} : { VRAMFLEET_FAKE_SCENARIO: scenario }) };
}

function twoGpus(): string {
  const path = join(folder, "two-gpus");
  writeScenario(path, {
    gpus: [
      {
        board: boards.h200,
        temperatureC: 45,
        powerMw: 300_000,
        gpuPct: 98,
        processes: [{ pid: process.pid, usedBytes: 100 * GIB }],
      },
      { board: boards.h200, temperatureC: null, lost: [{}] },
    ],
  });
  return path;
}

test("snapshot prints the GPUs and who holds them", async () => {
  const ended = await run(["snapshot"], machine(twoGpus()));
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toMatch(/^ +0 +NVIDIA H200 +100\.0 GiB .* 98 %$/m);
  expect(ended.stdout).toMatch(/^ +1 .*LOST: needs reset or reboot/m);
  expect(ended.stdout).toMatch(new RegExp(`^ +0 +${process.pid} .* 100\\.0 GiB `, "m"));
});

test("snapshot --json is the protocol's snapshot, numbers as the driver gives them", async () => {
  const ended = await run(["snapshot", "--json"], machine(twoGpus()));
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const snapshot = snapshotSchema.parse(JSON.parse(ended.stdout));
  expect(snapshot).toMatchObject({
    node: { simulated: false },
    collector: { state: "ok", driverVersion: "570.148.08" },
    gpus: [
      {
        slotIndex: 0,
        memory: { totalBytes: boards.h200.totalBytes, usedBytes: 100 * GIB },
        utilPct: 98,
        powerMw: 300_000,
      },
      { slotIndex: 1, state: "lost", memory: null },
    ],
    processes: [{ pid: process.pid, identity: "exact", gpus: [{ slotIndex: 0, usedBytes: 100 * GIB }] }],
  });
});

test.each([
  { problem: "no_library", more: { VRAMFLEET_NVML: "/nowhere/libnvidia-ml.so.1" }, words: /\/nowhere\/libnvidia-ml/ },
  { problem: "no_driver", more: {}, words: /driver is not loaded/ },
])("$problem is told, and the reading of the host is printed all the same", async ({ problem, more, words }) => {
  const env = { ...machine(null), ...more };
  const ended = await run(["snapshot", "--json"], env);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr).toMatch(/^vramfleet: no GPUs can be read: /);
  expect(ended.stderr).toContain("npm start -- --demo");
  const snapshot = snapshotSchema.parse(JSON.parse(ended.stdout));
  expect(snapshot).toMatchObject({ collector: { state: "unavailable", problem }, gpus: [] });
  expect(snapshot.node.cpuCount).toBeGreaterThan(0);

  const doctor = await run(["doctor", "--port", "0"], env);
  expect(doctor.code).toBe(2);
  expect(doctor.stdout).toMatch(words);
});

test("a call of the driver that does not come back ends the command all the same", async () => {
  const path = join(folder, "hanging");
  writeScenario(path, { gpus: [{ board: boards.t4, slow: [{ call: "nvmlDeviceGetMemoryInfo*", delayMs: null }] }] });
  const ended = await run(["snapshot"], machine(path));
  expect(ended.code).not.toBe(0);
  expect(ended.stderr).toContain("does not come back");
});

test("doctor: a machine that works is well, with what its GPUs do not offer", async () => {
  const path = join(folder, "healthy");
  writeScenario(path, { gpus: [{ board: boards.t4, temperatureC: null }] });
  const ended = await run(["doctor", "--json", "--port", "0"], machine(path));
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const { status, checks } = JSON.parse(ended.stdout) as { status: string; checks: Check[] };
  expect(status).toBe("ok");
  expect(checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "Node.js",
      "configuration",
      "NVIDIA driver",
      "GPU 0",
      "processes",
      "data folder",
      "port",
      "clock",
    ]),
  );
  expect(checks.find(({ name }) => name === "GPU 0")?.message).toMatch(
    /Tesla T4; not offered by it, shown as n\/a: temperature/,
  );
});

test("doctor: what is wrong is named, each with what to do", async () => {
  const ended = await run(["doctor", "--port", "0", "--data-dir", "/proc/version/data"], {
    ...machine(twoGpus()),
    VRAMFLEET_HISTORY_DAYS: "many",
    VRAMFLEET_LOG_LEVEL: "loud",
    VRAMFLEET_DATADIR: "/x",
  });
  expect(ended.code).toBe(2);
  expect(ended.stdout).toMatch(/^✗ configuration +VRAMFLEET_HISTORY_DAYS: .* → /m);
  expect(ended.stdout).toMatch(/^✗ configuration +VRAMFLEET_LOG_LEVEL: .* → /m);
  expect(ended.stdout).toMatch(/^! configuration +VRAMFLEET_DATADIR is set, .* → did you mean VRAMFLEET_DATA_DIR\?/m);
  expect(ended.stdout).toMatch(/^✗ GPU 1 +LOST: .* → /m);
  expect(ended.stdout).toMatch(/^✗ data folder +.* → .*--data-dir/m);
});
