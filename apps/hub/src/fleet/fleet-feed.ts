import type { FleetEvent, HubFacts } from "@vramfleet/core/fleet";
import type { LiveFleet } from "../ingest/live.ts";
import { summariseNode } from "./summarise-node.ts";

/** Changes of all nodes leave together, at most this often. */
const QUIET_MS = 1_000;

/** The fleet as pages follow it: the same event object goes to all of them. */
export interface FleetFeed {
  full(): FleetEvent;
  /** Returns the way to stop. */
  onEvent(listener: (event: FleetEvent) => void): () => void;
  close(): void;
}

export interface FleetFeedOptions {
  live: LiveFleet;
  facts: HubFacts;
  nowMs: () => number;
}

export function createFleetFeed({ live, facts, nowMs }: FleetFeedOptions): FleetFeed {
  const listeners = new Set<(event: FleetEvent) => void>();
  const changed = new Set<string>();
  let quiet: NodeJS.Timeout | null = null;

  // The first change leaves at once, those within the quiet time after it leave together at its end.
  const flush = (): void => {
    quiet = null;
    if (changed.size === 0) return;
    const nodes = [...changed].flatMap((nodeId) => live.get(nodeId) ?? []).map(summariseNode);
    changed.clear();
    const event: FleetEvent = { kind: "change", atMs: nowMs(), nodes };
    for (const listener of listeners) listener(event);
    quiet = setTimeout(flush, QUIET_MS);
  };
  const stopListening = live.onChange((nodeId) => {
    changed.add(nodeId);
    if (quiet === null) flush();
  });
  return {
    full: () => ({ kind: "full", atMs: nowMs(), hub: facts, nodes: live.list().map(summariseNode) }),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      stopListening();
      if (quiet !== null) clearTimeout(quiet);
    },
  };
}
