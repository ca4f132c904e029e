import type { NodeSummary } from "@vramfleet/core/fleet";
import { compareNames } from "../../lib/natural-order.ts";
import type { HeldRank } from "./node-trouble.ts";
import { holdRank, troubleRank } from "./node-trouble.ts";

export type FleetSort = "name" | "trouble";

/** Anything but "trouble" is the default, so that an old or mistyped link still opens. */
export function parseFleetSort(text: string | null): FleetSort {
  return text === "trouble" ? "trouble" : "name";
}

export type HeldRanks = ReadonlyMap<string, HeldRank>;

export function holdRanks(held: HeldRanks, nodes: Iterable<NodeSummary>, nowMs: number): HeldRanks {
  return new Map([...nodes].map((node) => [node.nodeId, holdRank(held.get(node.nodeId), troubleRank(node), nowMs)]));
}

/** Ids in the order they are shown; names decide within a rank. */
export function orderNodeIds(names: ReadonlyMap<string, string>, ranks: HeldRanks | null): string[] {
  const rankOf = (nodeId: string) => ranks?.get(nodeId)?.rank ?? 0;
  return [...names]
    .toSorted(([leftId, left], [rightId, right]) => rankOf(leftId) - rankOf(rightId) || compareNames(left, right))
    .map(([nodeId]) => nodeId);
}
