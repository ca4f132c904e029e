import type { NodeStatus } from "@vramfleet/core/node-status";
import { formatDuration, formatMoment } from "../../lib/format-time.ts";

interface NodeAge {
  status: NodeStatus;
  receivedAtMs: number;
  /** False while the hub is away: nobody knows then how the node is. */
  updating: boolean;
}

/** "live", "stale, 8 s old", "offline since 12:03:04"; `nowMs` is the hub's clock. */
export function statusText({ status, receivedAtMs, updating }: NodeAge, nowMs: number, timeZone?: string): string {
  if (!updating) return `as of ${formatMoment(receivedAtMs, nowMs, timeZone)}`;
  switch (status) {
    case "live":
      return "live";
    case "stale":
      return `stale, ${formatDuration(nowMs - receivedAtMs)} old`;
    case "offline":
      return `offline since ${formatMoment(receivedAtMs, nowMs, timeZone)}`;
  }
}
