import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { boards } from "@vramfleet/nvml/fake/boards";
import type { Scenario } from "@vramfleet/nvml/fake/scenario";
import { snapshotSchema } from "@vramfleet/protocol/snapshot";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startAgent } from "../main.ts";
import { procHostSource } from "../proc/proc-host-source.ts";
import { procPaths } from "../proc/proc-paths.ts";
import { procProcessSource } from "../proc/proc-process-source.ts";
import { type FakeNvml, fakeNvml } from "../testing/fake-nvml.ts";
import { startHubDouble } from "../testing/hub-double.ts";
import { memoryLog } from "@vramfleet/core/testing/memory-log";
import { type NvmlSource, openNvmlSource } from "./nvml-source.ts";

const WORKER = new URL("./nvml-worker.ts", import.meta.url);
const gpu = { board: boards.h100, processes: [{ pid: process.pid, usedBytes: 2 ** 30 }] };
const healthy: Scenario = { gpus: [gpu] };
const hanging: Scenario = { gpus: [gpu], slow: [{ call: "nvmlDeviceGetMemoryInfo*", delayMs: null }] };

let fake: FakeNvml;
let killed = 0;
let source: NvmlSource;
let logged: ReturnType<typeof memoryLog>;

beforeAll(async () => {
  fake = await fakeNvml(process.env);
}, 60_000);
afterAll(() => fake.remove());
beforeEach(() => {
  killed = 0;
  logged = memoryLog();
  fake.play(healthy);
});
afterEach(async () => {
  // A call that still hangs comes back, so that its thread can end.
  fake.play(healthy);
  await source.close();
});

const open = (options: Partial<Parameters<typeof openNvmlSource>[0]> = {}): NvmlSource =>
  openNvmlSource({
    libraryPath: fake.libraryPath,
    workerUrl: WORKER,
    log: logged.log,
    killSelf: () => {
      killed += 1;
    },
    ...options,
  });
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** Starting the thread may take longer than a test's short patience. */
async function untilOk(): Promise<void> {
  for (let atMs = 1; (await source.read(atMs)).collector.state !== "ok"; atMs += 1) await sleep(10);
}
const agentSources = () => ({
  gpu: source,
  host: procHostSource(procPaths()),
  processes: procProcessSource(procPaths(), "redacted"),
});

test("readings come from the thread", async () => {
  source = open();
  const reading = await source.read(5);
  expect(reading.collector.state).toBe("ok");
  expect(reading.gpus[0]).toMatchObject({ name: boards.h100.name, processesAtMs: 5 });
  expect(reading.processes).toMatchObject([{ pid: process.pid }]);
  expect(source.callUnderWay()).toBe(false);
  expect(logged.lines.map((line) => line.event)).toEqual(["reading GPUs"]);
});

test("fault case 23: while the driver hangs the agent goes on with everything else, and recovers by itself", async () => {
  const hub = await startHubDouble();
  source = open({ hungAfterMs: 60, killAfterMs: 600_000 });
  const node = { nodeId: "node-1", simulated: false, intervalMs: 20, hubUrl: hub.url, token: "secret" };
  const agent = startAgent({ ...node, sources: agentSources(), log: logged.log });
  const snapshots = () => hub.stored.flatMap((push) => push.snapshots);
  const ok = () => snapshots().filter((item) => item.collector.state === "ok");
  const hungSince = (ms: number) =>
    snapshots().filter(({ collector }) => collector.state === "hung" && collector.sinceMs >= ms);
  const newestIs = (state: string) => () => snapshots().at(-1)?.collector.state === state;
  try {
    await hub.until(newestIs("ok"));
    const { uuid } = ok()[0]?.gpus[0] ?? {};
    const hangsFromMs = Date.now();
    fake.play(hanging);
    await hub.until(() => hungSince(hangsFromMs).length >= 5);

    const [hung] = hungSince(hangsFromMs);
    expect(snapshotSchema.parse(hung)).toEqual(hung);
    expect(hung).toMatchObject({
      gpus: [{ uuid, state: "failed", memory: null, utilPct: null, processesAtMs: null }],
      processes: [],
      host: { uptimeS: expect.any(Number) as number, memoryAvailableBytes: expect.any(Number) as number },
    });

    fake.play(healthy);
    await hub.until(newestIs("ok"));
    expect(snapshots().at(-1)).toMatchObject({
      gpus: [{ uuid, state: "ok" }],
      processes: [{ pid: process.pid, identity: "exact", uid: process.getuid?.() }],
    });
    expect(killed).toBe(0);
  } finally {
    fake.play(healthy);
    await agent.close();
    await hub.close();
  }
});

test("a driver that never comes back ends the process, once, through what the caller gave", async () => {
  source = open({ hungAfterMs: 50, killAfterMs: 2_000 });
  await untilOk();
  fake.play(hanging);
  const reading = await source.read(99);
  expect(reading.collector).toEqual({ state: "hung", sinceMs: 99 });
  while (killed === 0) await sleep(5);
  await sleep(100);
  expect(killed).toBe(1);
  expect(source.callUnderWay()).toBe(true);
});

test("closing while the driver hangs does not wait for it, and calls off the kill", async () => {
  source = open({ hungAfterMs: 20, killAfterMs: 2_000 });
  fake.play(hanging);
  await source.read(1);
  await source.close();
  expect(source.callUnderWay()).toBe(true);
  expect(killed).toBe(0);
});

test("a real process whose driver hangs is killed by its own SIGKILL: exiting would wait", async () => {
  source = open();
  fake.play(hanging);
  const script = new URL("../testing/hanging-agent-process.ts", import.meta.url).pathname;
  const env = { ...process.env, VRAMFLEET_FAKE_SCENARIO: fake.scenarioPath };
  const child = spawn(process.execPath, [script, fake.libraryPath], { stdio: ["ignore", "pipe", "inherit"], env });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect([code, signal]).toEqual([null, "SIGKILL"]);
  expect(new Set(output.trim().split("\n"))).toEqual(new Set(["hung"]));
});

test("a thread that crashes is told, and started again", async () => {
  const crashing = join(fake.scenarioPath, "..", "crashing-worker.mjs");
  writeFileSync(
    crashing,
    `import { parentPort } from "node:worker_threads";
     import { existsSync, writeFileSync } from "node:fs";
     const mark = ${JSON.stringify(`${crashing}.mark`)};
     parentPort.on("message", () => {
       if (!existsSync(mark)) { writeFileSync(mark, ""); throw new Error("boom"); }
       parentPort.postMessage({ reading: { collector: { state: "ok", driverVersion: null, nvmlVersion: null, cudaVersion: null }, gpus: [], processes: [] } });
     });`,
  );
  source = open({ workerUrl: pathToFileURL(crashing) });
  const crashed = await source.read(1);
  expect(crashed.collector).toMatchObject({ state: "unavailable", problem: "failed" });
  expect(JSON.stringify(crashed.collector)).toContain("boom");
  expect(logged.lines.some((line) => line.level === "error" && line.fields["reason"] === "boom")).toBe(true);
  let state = "";
  while (state !== "ok") {
    state = (await source.read(2)).collector.state;
    await sleep(50);
  }
}, 20_000);
