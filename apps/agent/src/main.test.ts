import { sampleHost } from "@vramfleet/core/testing/sample-snapshot";
import { afterEach, expect, test } from "vitest";
import { startAgent, takeSnapshot } from "./main.ts";
import { snapshotSchema } from "@vramfleet/protocol/snapshot";
import { startHubDouble } from "./testing/hub-double.ts";
import { memoryLog } from "@vramfleet/core/testing/memory-log";
import { sampleReading, sampleSources } from "./testing/sample-sources.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const node = { nodeId: "node-7", simulated: true, intervalMs: 20 };

test("an agent pushes a snapshot at every interval, marked with what it is", async () => {
  const hub = await startHubDouble();
  cleanups.push(() => hub.close());
  const sources = sampleSources();
  const agent = startAgent({ ...node, sources, hubUrl: hub.url, token: "secret", log: memoryLog().log });
  cleanups.push(() => agent.close());
  await hub.until(() => hub.stored.flatMap((push) => push.snapshots).length >= 3);
  const [first, second] = hub.stored.flatMap((push) => push.snapshots);
  expect(first?.node).toMatchObject({ nodeId: "node-7", simulated: true, hostname: "gpu-box" });
  expect(second?.atMs).toBeGreaterThan(first?.atMs ?? 0);
  await agent.close();
  expect(sources.closed()).toBe(true);
});

test("one snapshot holds every source's reading and satisfies the protocol", async () => {
  const snapshot = await takeSnapshot({ ...node, sources: sampleSources(), nowMs: () => 1_234 });
  expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
  expect(snapshot).toMatchObject({
    atMs: 1_234,
    intervalMs: 20,
    host: sampleHost(),
    collector: sampleReading.collector,
    gpus: sampleReading.gpus,
    processes: [{ pid: 4_711, startTicks: 1_234, user: "ann", gpus: sampleReading.processes[0]?.gpus }],
  });
});

test("an address that is no hub's is refused before anything starts", () => {
  const parts = { ...node, sources: sampleSources(), token: "secret", log: memoryLog().log };
  expect(() => startAgent({ ...parts, hubUrl: "ftp://hub" })).toThrow("expected http(s)://host:port");
});
