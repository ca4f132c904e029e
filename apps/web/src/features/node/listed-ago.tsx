"use client";

import type { NodeDetail } from "@vramfleet/core/fleet";
import { useTimedText } from "../../lib/clock.ts";
import { formatDuration } from "../../lib/format-time.ts";
import { useFleet } from "../fleet/fleet-feed.ts";
import { useHubConnection } from "../shell/use-connection.ts";

/** Process lists are read more rarely than memory; the oldest list of the node's GPUs counts. */
export function ListedAgo({ detail }: { detail: NodeDetail }) {
  const hubAheadMs = useFleet((fleet) => fleet.hubAheadMs);
  const updating = useHubConnection() === "open";
  const listedAtMs = detail.snapshot.gpus.reduce<number | null>(
    (oldest, gpu) => (gpu.processesAtMs === null ? oldest : Math.min(oldest ?? Infinity, gpu.processesAtMs)),
    null,
  );
  const text = useTimedText((nowMs) => {
    if (listedAtMs === null || !updating) return "";
    // On two clocks: how old the list was when the snapshot was taken, and how long ago that arrived.
    const agoMs = detail.snapshot.atMs - listedAtMs + Math.max(0, nowMs + hubAheadMs - detail.receivedAtMs);
    return `listed ${formatDuration(agoMs)} ago`;
  });
  return <span data-testid="processes-listed">{text}</span>;
}
