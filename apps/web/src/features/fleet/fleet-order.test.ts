import { expect, test } from "vitest";
import { gpuSample, memoryHeld, NOW_MS, nodeSample } from "../../testing/samples.ts";
import type { HeldRanks } from "./fleet-order.ts";
import { holdRanks, orderNodeIds, parseFleetSort } from "./fleet-order.ts";
import { nodeNames } from "./node-names.ts";
import { RANK_HOLD_MS } from "./node-trouble.ts";

const withShare = (hostname: string, heldRatio: number) =>
  nodeSample({ hostname, gpus: [gpuSample({ memory: memoryHeld(heldRatio) })] });
const fleet = [
  withShare("node10", 0.5),
  withShare("node9", 0.95),
  withShare("node1", 0.5),
  withShare("node2", 0.85),
  nodeSample({ hostname: "node3", status: "offline" }),
];
const none: HeldRanks = new Map();

test("by name, numbers count as numbers", () => {
  expect(orderNodeIds(nodeNames(fleet), null)).toEqual(["node1", "node2", "node3", "node9", "node10"]);
});

test("by trouble, the worst first and names within a rank", () => {
  const ranks = holdRanks(none, fleet, NOW_MS);
  expect(orderNodeIds(nodeNames(fleet), ranks)).toEqual(["node9", "node3", "node2", "node1", "node10"]);
});

test("a node moves up at once and down only after a while", () => {
  const calm = holdRanks(none, [withShare("node1", 0.5)], NOW_MS);
  const worse = holdRanks(calm, [withShare("node1", 0.95)], NOW_MS + 1_000);
  expect(worse.get("node1")?.rank).toBe(0);
  const soon = holdRanks(worse, [withShare("node1", 0.5)], NOW_MS + 1_000 + RANK_HOLD_MS - 1);
  expect(soon.get("node1")?.rank).toBe(0);
  const later = holdRanks(soon, [withShare("node1", 0.5)], NOW_MS + 1_000 + RANK_HOLD_MS);
  expect(later.get("node1")?.rank).toBe(3);
});

test("a level that flickers at its threshold keeps the node where it is", () => {
  let ranks = none;
  const seen = new Set<number | undefined>();
  for (let second = 0; second < 120; second += 1) {
    ranks = holdRanks(ranks, [withShare("node1", second % 2 === 0 ? 0.901 : 0.899)], NOW_MS + second * 1_000);
    seen.add(ranks.get("node1")?.rank);
  }
  expect([...seen]).toEqual([0]);
});

test("an unknown order in the address is the default", () => {
  expect([parseFleetSort("trouble"), parseFleetSort("banana"), parseFleetSort(null)]).toEqual([
    "trouble",
    "name",
    "name",
  ]);
});
