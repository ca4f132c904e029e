import type { FleetEvent, HubFacts, NodeSummary } from "@vramfleet/core/fleet";
import type { HeldRanks } from "./fleet-order.ts";
import { holdRanks } from "./fleet-order.ts";

/** What the pages know of the fleet. Nodes that did not change keep their object, so that only changed ones redraw. */
export interface FleetState {
  /** Null until the hub first answered. */
  hub: HubFacts | null;
  /** Clock of the hub at the newest event. */
  atMs: number;
  /** Clock of the hub minus the browser's, so that ages are right where the two differ. Steady: jitter does not move it. */
  hubAheadMs: number;
  nodes: ReadonlyMap<string, NodeSummary>;
  /** For the order by trouble. */
  ranks: HeldRanks;
}

const STEADY_MS = 500;

export const EMPTY_FLEET: FleetState = { hub: null, atMs: 0, hubAheadMs: 0, nodes: new Map(), ranks: new Map() };

/** `nowMs` is the browser's clock when the event arrived. */
export function applyFleetEvent(state: FleetState, event: FleetEvent, nowMs: number): FleetState {
  const nodes = nodesAfter(state.nodes, event);
  return {
    hub: event.kind === "full" ? event.hub : state.hub,
    atMs: event.atMs,
    hubAheadMs: steadyOffset(state, event.atMs - nowMs),
    nodes,
    ranks: holdRanks(state.ranks, nodes.values(), event.atMs),
  };
}

/** Every view with an age hangs on the offset: it moves only when a clock did, not with each message's way. */
function steadyOffset({ hub, hubAheadMs }: FleetState, measuredMs: number): number {
  return hub !== null && Math.abs(measuredMs - hubAheadMs) < STEADY_MS ? hubAheadMs : measuredMs;
}

function nodesAfter(before: FleetState["nodes"], event: FleetEvent): FleetState["nodes"] {
  const changed = event.nodes.map((node) => [node.nodeId, node] as const);
  switch (event.kind) {
    case "full":
      return new Map(changed);
    case "change":
      return new Map([...before, ...changed]);
  }
}
