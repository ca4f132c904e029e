import { expect, test } from "vitest";
import { NOW_MS, nodeSample } from "../../testing/samples.ts";
import { applyFleetEvent, EMPTY_FLEET } from "./fleet-state.ts";

const hub = { version: "0.1.0", startedAtMs: NOW_MS, simulated: false };
const full = (...names: string[]) =>
  ({ kind: "full", atMs: NOW_MS, hub, nodes: names.map((hostname) => nodeSample({ hostname })) }) as const;

test("a full event replaces everything: a node the hub forgot goes", () => {
  const before = applyFleetEvent(EMPTY_FLEET, full("node1", "node2"), NOW_MS);
  const after = applyFleetEvent(before, full("node2"), NOW_MS);
  expect([...after.nodes.keys()]).toEqual(["node2"]);
  expect(after.hub).toEqual(hub);
});

test("a change replaces the changed nodes only, adds new ones, and keeps what the hub said of itself", () => {
  const before = applyFleetEvent(EMPTY_FLEET, full("node1", "node2"), NOW_MS);
  const changed = nodeSample({ hostname: "node2", processCount: 9 });
  const added = nodeSample({ hostname: "node3" });
  const after = applyFleetEvent(before, { kind: "change", atMs: NOW_MS + 1, nodes: [changed, added] }, NOW_MS);
  expect(after.nodes.get("node1")).toBe(before.nodes.get("node1"));
  expect(after.nodes.get("node2")).toBe(changed);
  expect([...after.nodes.keys()]).toEqual(["node1", "node2", "node3"]);
  expect(after.hub).toEqual(hub);
});

test("the browser's clock is set against the hub's", () => {
  expect(applyFleetEvent(EMPTY_FLEET, full("node1"), NOW_MS - 5_000).hubAheadMs).toBe(5_000);
});

test("how long a message took does not move the clock, a clock that was set does", () => {
  const first = applyFleetEvent(EMPTY_FLEET, full("node1"), NOW_MS);
  const slow = applyFleetEvent(first, { kind: "change", atMs: NOW_MS, nodes: [] }, NOW_MS + 400);
  expect(slow.hubAheadMs).toBe(0);
  expect(applyFleetEvent(slow, { kind: "change", atMs: NOW_MS, nodes: [] }, NOW_MS - 60_000).hubAheadMs).toBe(60_000);
});
