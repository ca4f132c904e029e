import { expect, test } from "vitest";
import { createFleetPlan } from "@vramfleet/core/synth/fleet-plan";
import { snapshotSchema } from "@vramfleet/protocol/snapshot";
import { nodeFacts } from "../main.ts";
import { historyBatches, historyStretches, snapshotCountOf } from "./demo-history.ts";
import { createDemoProcessSource } from "./demo-process-source.ts";

const HOUR_MS = 3_600_000;
const ANCHOR_MS = 1_750_000_000_000;
const range = { fromMs: ANCHOR_MS - 24 * HOUR_MS, toMs: ANCHOR_MS };

test("without an event a day is a reading a minute", () => {
  const stretches = historyStretches(range, []);
  expect(stretches).toEqual([{ ...range, spacingMs: 60_000 }]);
  expect(snapshotCountOf(stretches)).toBe(1_440);
});

test("ten minutes around an event are kept by the second", () => {
  const eventMs = ANCHOR_MS - 4 * HOUR_MS;
  const stretches = historyStretches(range, [eventMs]);
  expect(stretches.map(({ spacingMs }) => spacingMs)).toEqual([60_000, 1_000, 60_000]);
  expect(stretches[1]).toEqual({ fromMs: eventMs - 480_000, toMs: eventMs + 120_000, spacingMs: 1_000 });
  expect(snapshotCountOf(stretches)).toBe(1_430 + 600);
});

test("an event at the end of the range does not reach beyond it", () => {
  expect(historyStretches(range, [range.toMs - 1_000]).at(-1)?.toMs).toBe(range.toMs);
});

test("a node's past comes in order, in batches the hub takes, each with one spacing", () => {
  const plan = createFleetPlan({ seed: 7, anchorMs: ANCHOR_MS, nodeCount: 2, gpusPerNode: 8 });
  const event = plan.outOfMemoryEvents(range.fromMs, range.toMs)[0];
  const node = plan.nodes.find(({ nodeId }) => nodeId === event?.nodeId);
  if (event === undefined || node === undefined) throw new Error("the plan holds no event");
  const facts = nodeFacts(node.facts, { nodeId: node.nodeId, simulated: true });
  const stretches = historyStretches({ fromMs: event.atMs - HOUR_MS, toMs: event.atMs + HOUR_MS }, [event.atMs]);
  const sources = { processes: createDemoProcessSource(node) };
  const batches = [...historyBatches({ node, facts, sources }, stretches)].map((batch) =>
    batch.map((json) => snapshotSchema.parse(JSON.parse(json))),
  );
  const snapshots = batches.flat();
  expect(snapshots).toHaveLength(snapshotCountOf(stretches));
  expect(snapshots.every((snapshot) => snapshot.node.simulated)).toBe(true);
  for (const batch of batches) {
    expect(batch.length).toBeLessThanOrEqual(60);
    expect(new Set(batch.map(({ intervalMs }) => intervalMs)).size).toBe(1);
    expect(JSON.stringify(batch).length).toBeLessThan(280 * 1024);
  }
  const instants = snapshots.map(({ atMs }) => atMs);
  expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  const held = (atMs: number) =>
    snapshots
      .find((snapshot) => snapshot.atMs === atMs)
      ?.processes.flatMap(({ gpus, user }) => gpus.map((use) => ({ ...use, user })))
      .filter((use) => use.slotIndex === event.slotIndex);
  expect(held(event.atMs - 1_000)?.map(({ user }) => typeof user)).toEqual(["string"]);
  expect(held(event.atMs)).toEqual([]);
});
