import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFake, valueOf } from "../src/testing/fake.ts";
import { boards } from "./boards.ts";
import { formatScenario, growing } from "./scenario.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

const MIB = 1024 ** 2;
const anyBoard = fc.constantFrom(...Object.values(boards));
const anyProcess = fc.record({
  pid: fc.integer({ min: 1, max: 4_194_304 }),
  usedBytes: fc.integer({ min: 0, max: 2 * 1024 * MIB }),
  lists: fc.uniqueArray(fc.constantFrom("compute" as const, "graphics" as const, "mps" as const), { minLength: 1 }),
});
const anyGpu = fc.record({
  board: anyBoard,
  baseBytes: fc.integer({ min: 0, max: 1024 * MIB }),
  processes: fc.uniqueArray(anyProcess, { maxLength: 5, selector: (process) => process.pid }),
});

describe("the text", () => {
  test("is what the format says", () => {
    const text = formatScenario({
      startMs: 1_767_225_600_000,
      processStrides: { v3: 32 },
      failing: [{ call: "nvmlInit*", code: 18, toS: 2.5 }],
      slow: [{ call: "nvmlDeviceGetCount_v2", delayMs: 300 }],
      gpus: [
        {
          board: boards.rtx4090,
          gpuPct: null,
          lost: [{ fromS: 10, toS: 20 }],
          slow: [{ call: "nvmlDeviceGetMemoryInfo*", delayMs: null, fromS: 5 }],
          processes: [
            {
              pid: 1234,
              usedBytes: growing({ fromBytes: 10 * MIB, rateBytesPerS: MIB, fromS: 1, untilBytes: 20 * MIB }),
            },
            { pid: 5, usedBytes: null, lists: ["graphics", "mps"], gpuInstanceId: 1, computeInstanceId: 0, toS: 9 },
          ],
        },
      ],
    });
    expect(text).toBe(`vramfleet-fake-nvml 1
driver 570.148.08
nvml 12.570.148.08
cuda 12080
start_ms 1767225600000
stride v3 32
fail nvmlInit* 18 0 2500
sleep nvmlDeviceGetCount_v2 300
gpu
  name NVIDIA GeForce RTX 4090
  uuid GPU-00000000-0000-4000-8000-000000000001
  pci 00000000:1A:00.0
  architecture 8
  compute 8 9
  total 25757220864
  reserved 367001600
  memory_pct 0
  temperature_c 35
  power_mw 20000
  power_limits_mw 450000 150000 600000
  lost 10000 20000
  hang nvmlDeviceGetMemoryInfo* 5000
  process 1234 compute linear 1000=10485760 11000=20971520
  process 5 graphics,mps gi=1 ci=0 to=9000 na
`);
  });

  test("a value that is no number is refused before it is written", () => {
    expect(() => formatScenario({ gpus: [{ board: boards.t4, usedBytes: Number.NaN }] })).toThrow("finite numbers");
  });

  test("writing leaves the scenario and nothing else", () => {
    fake.play({ gpus: [{ board: boards.t4 }] });
    expect(readdirSync(dirname(fake.scenarioPath))).toEqual(["scenario.txt"]);
    expect(readFileSync(fake.scenarioPath, "utf8")).toContain("Tesla T4");
  });
});

test("whatever is written comes back through the library", async () => {
  const nvml = await fake.open({ gpus: [{ board: boards.t4 }] });
  fc.assert(
    fc.property(fc.array(anyGpu, { minLength: 1, maxLength: 8 }), (gpus) => {
      fake.play({ gpus });
      expect(valueOf(nvml.deviceCount())).toBe(gpus.length);
      for (const [slot, gpu] of gpus.entries()) {
        const device = valueOf(nvml.device(slot));
        const memory = valueOf(device.memory());
        const sum = gpu.processes.reduce((bytes, process) => bytes + process.usedBytes, gpu.baseBytes);
        expect(valueOf(device.name())).toBe(gpu.board.name);
        expect(memory.usedBytes).toBe(Math.min(sum, gpu.board.totalBytes - gpu.board.reservedBytes));
        expect(memory.usedBytes + memory.freeBytes + (memory.reservedBytes ?? 0)).toBe(memory.totalBytes);
        const read = valueOf(device.processes()).map(({ pid, usedBytes, kinds }) => [pid, usedBytes, kinds.toSorted()]);
        const written = gpu.processes.map(({ pid, usedBytes, lists }) => [pid, usedBytes, lists.toSorted()]);
        expect(new Set(read.map(String))).toEqual(new Set(written.map(String)));
      }
    }),
    { numRuns: 50 },
  );
});
