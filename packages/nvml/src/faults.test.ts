import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import { buildFakeNvml } from "../fake/build.ts";
import { growing } from "../fake/scenario.ts";
import { createFake, nowIsSecond, valueOf } from "./testing/fake.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

const MIB = 1024 ** 2;

describe("a GPU that is lost", () => {
  const gpus = [{ board: boards.h100 }, { board: boards.h100, lost: [{ fromS: 10, toS: 20 }] }];
  const lost = { ok: false, failure: { code: 15, name: "GPU_IS_LOST", scope: "device" } };

  test("fails in every reading and in its slot, alone, and returns", async () => {
    const nvml = await fake.open({ ...nowIsSecond(0), gpus });
    const [well, sick] = [valueOf(nvml.device(0)), valueOf(nvml.device(1))];
    expect(sick.memory().ok).toBe(true);

    fake.play({ ...nowIsSecond(11), gpus });
    expect(sick.memory()).toMatchObject(lost);
    expect(sick.processes()).toMatchObject(lost);
    expect(sick.temperatureC()).toMatchObject(lost);
    expect(nvml.device(1)).toMatchObject(lost);
    expect(well.memory().ok).toBe(true);
    expect(valueOf(nvml.deviceCount())).toBe(2);

    fake.play({ ...nowIsSecond(21), gpus });
    expect(sick.memory().ok).toBe(true);
    expect(nvml.device(1).ok).toBe(true);
  });
});

describe("a slot that fails", () => {
  test("keeps its index, and the others theirs", async () => {
    const gpus = [boards.t4, boards.h100, boards.b200].map((board) => ({ board }));
    const failed = gpus.map((gpu, index) => (index === 1 ? { ...gpu, handleFails: [{ code: 999, toS: 60 }] } : gpu));
    const nvml = await fake.open({ ...nowIsSecond(1), gpus: failed });
    expect(valueOf(nvml.deviceCount())).toBe(3);
    expect(nvml.device(1)).toMatchObject({ ok: false, failure: { code: 999, scope: "device" } });
    expect(valueOf(valueOf(nvml.device(2)).name())).toBe("NVIDIA B200");
    fake.play({ ...nowIsSecond(61), gpus: failed });
    expect(valueOf(valueOf(nvml.device(1)).name())).toBe("NVIDIA H100 80GB HBM3");
  });
});

describe("time", () => {
  test("a linear rise is where the clock says", async () => {
    const rise = growing({ fromBytes: 1024 * MIB, rateBytesPerS: MIB });
    const start = nowIsSecond(100);
    const device = await fake.openDevice({
      ...start,
      gpus: [{ board: boards.h100, processes: [{ pid: 1, usedBytes: rise }] }],
    });
    const before = Date.now();
    const used = valueOf(device.memory()).usedBytes;
    const after = Date.now();
    const at = (ms: number) => 1024 * MIB + ((ms - start.startMs) / 1000) * MIB;
    expect(used).toBeGreaterThanOrEqual(Math.floor(at(before)));
    expect(used).toBeLessThanOrEqual(at(after));
  });

  test("steps jump, and hold before the first and after the last", async () => {
    const usedBytes = {
      mode: "step",
      points: [
        [10, 10 * MIB],
        [20, 20 * MIB],
        [30, 5 * MIB],
      ],
    } as const;
    const gpus = [{ board: boards.t4, usedBytes }];
    const device = await fake.openDevice({ ...nowIsSecond(0), gpus });
    const seen = [0, 15, 25, 1000].map((second) => {
      fake.play({ ...nowIsSecond(second), gpus });
      return valueOf(device.memory()).usedBytes / MIB;
    });
    expect(seen).toEqual([10, 10, 20, 5]);
  });

  test("growth stops at the board's end, whatever its processes ask for", async () => {
    const device = await fake.openDevice({
      gpus: [{ board: boards.t4, processes: [{ pid: 1, usedBytes: 1024 ** 4 }] }],
    });
    expect(valueOf(device.memory())).toMatchObject({
      freeBytes: 0,
      usedBytes: boards.t4.totalBytes - boards.t4.reservedBytes,
    });
  });
});

describe("a scenario edited live", () => {
  test("is read at the next call", async () => {
    const device = await fake.openDevice({ gpus: [{ board: boards.t4, usedBytes: 100 * MIB }] });
    expect(valueOf(device.memory()).usedBytes).toBe(100 * MIB);
    fake.play({ gpus: [{ board: boards.t4, usedBytes: 300 * MIB }] });
    expect(valueOf(device.memory()).usedBytes).toBe(300 * MIB);
  });

  test.each([
    "vramfleet-fake-nvml 2\n",
    "vramfleet-fake-nvml 1\nfan 3\n",
    "vramfleet-fake-nvml 1\ngpu\n  name T4\n  uuid GPU-1\n  total 10\n  base 1.5\n",
    "vramfleet-fake-nvml 1\ngpu\n  name T4\n  uuid GPU-1\n  total 10\n  base linear 5=1 5=2\n",
    "vramfleet-fake-nvml 1\ngpu\n  name T4\n  uuid GPU-1\n  total 10\n  process 1 compute 3 4\n",
    "vramfleet-fake-nvml 1\ngpu\n  name T4\n  uuid GPU-1\n",
    "",
  ])("answers 999 while it does not parse: %j", async (text) => {
    const device = await fake.openDevice({ gpus: [{ board: boards.t4 }] });
    writeFileSync(fake.scenarioPath, text);
    expect(device.memory()).toMatchObject({ ok: false, failure: { code: 999 } });
    fake.play({ gpus: [{ board: boards.t4 }] });
    expect(device.memory().ok).toBe(true);
  });
});

describe("slow calls", () => {
  const gpus = [{ board: boards.t4, usedBytes: MIB }];

  test("a call that sleeps answers, later", async () => {
    const device = await fake.openDevice({ gpus, slow: [{ call: "nvmlDeviceGetMemoryInfo_v2", delayMs: 200 }] });
    const before = performance.now();
    expect(valueOf(device.memory()).usedBytes).toBe(MIB);
    expect(performance.now() - before).toBeGreaterThanOrEqual(199);
  });

  test("a call that hangs holds its own thread alone, until the scenario lets it go", async () => {
    const device = await fake.openDevice({ gpus });
    const worker = new Worker(new URL("testing/reading-worker.ts", import.meta.url), {
      workerData: await buildFakeNvml(),
    });
    try {
      expect(await once(worker, "message")).toEqual(["open"]);
      fake.play({ gpus, slow: [{ call: "nvmlDeviceGetMemoryInfo*", delayMs: null }] });
      const answered = once(worker, "message");
      worker.postMessage("read");
      // Other calls go on meanwhile, from this thread.
      expect(await Promise.race([answered, setTimeout(200, "no answer yet")])).toBe("no answer yet");
      for (let reading = 0; reading < 20; reading++) expect(device.temperatureC().ok).toBe(true);
      fake.play({ gpus: [{ board: boards.t4, usedBytes: 7 * MIB }] });
      expect(await answered).toMatchObject([{ ok: true, value: { usedBytes: 7 * MIB } }]);
    } finally {
      await worker.terminate();
    }
  });

  test("several threads read at once", async () => {
    await fake.openDevice({ gpus });
    const workerData = await buildFakeNvml();
    const url = new URL("testing/reading-worker.ts", import.meta.url);
    const workers = Array.from({ length: 4 }, () => new Worker(url, { workerData }));
    try {
      await Promise.all(workers.map((worker) => once(worker, "message")));
      const answers = workers.map((worker) => once(worker, "message"));
      for (const worker of workers) worker.postMessage("read");
      for (const answer of await Promise.all(answers)) expect(answer).toMatchObject([{ ok: true }]);
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  });
});
