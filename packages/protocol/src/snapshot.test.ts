import { expect, test } from "vitest";
import { collectorStateSchema, gpuMemorySchema, nodeFactsSchema, snapshotSchema } from "./snapshot.ts";

const node = {
  nodeId: "n1",
  hostname: "box",
  bootId: null,
  os: null,
  kernel: null,
  architecture: "x86_64",
  cpuModel: null,
  cpuCount: null,
  memoryTotalBytes: null,
  agentVersion: "0.1.0",
  simulated: false,
};
const host = {
  memoryAvailableBytes: null,
  load1MinCount: null,
  load5MinCount: null,
  load15MinCount: null,
  uptimeS: null,
};
const snapshot = {
  atMs: 1_700_000_000_000,
  intervalMs: 1_000,
  node,
  host,
  collector: { state: "hung", sinceMs: 1 },
  gpus: [],
  processes: [],
};

test("a moment that is no date is refused: a page could not show it", () => {
  expect(snapshotSchema.safeParse(snapshot).success).toBe(true);
  const beyond = 8_640_000_000_000_001;
  expect(snapshotSchema.safeParse({ ...snapshot, atMs: beyond }).success).toBe(false);
  expect(collectorStateSchema.safeParse({ state: "hung", sinceMs: beyond }).success).toBe(false);
});

test("an interval that would keep a silent node live for ever is refused", () => {
  expect(snapshotSchema.safeParse({ ...snapshot, intervalMs: 10_000 }).success).toBe(true);
  expect(snapshotSchema.safeParse({ ...snapshot, intervalMs: Number.MAX_SAFE_INTEGER }).success).toBe(false);
});

test.each(["usedBytes", "freeBytes", "reservedBytes"])("memory with %s above the total is refused", (key) => {
  const memory = { totalBytes: 100, usedBytes: 50, freeBytes: 40, reservedBytes: 10 };
  expect(gpuMemorySchema.parse(memory)).toEqual(memory);
  expect(gpuMemorySchema.safeParse({ ...memory, [key]: 101 }).success).toBe(false);
});

test("texts that an agent should have sanitized are", () => {
  const hostname = "evil\u001b[31m\u202egnp\nbox";
  expect(nodeFactsSchema.parse({ ...node, hostname }).hostname).toBe("evilgnp box");
});
