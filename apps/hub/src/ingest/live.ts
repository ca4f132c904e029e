import { type NodeStatus, nodeStatus } from "@vramfleet/core/node-status";
import type { Snapshot } from "@vramfleet/core/snapshot";

export interface LiveNode {
  snapshot: Snapshot;
  /** Clock of the hub when the snapshot arrived. */
  receivedAtMs: number;
  status: NodeStatus;
}

/** The newest snapshot of every node, in memory. Listeners hear of each node that got a new one or changed its status. */
export interface LiveFleet {
  /** Nodes of an earlier run, with their own time: a hub that was away for a moment does not turn its fleet offline. */
  restore(nodes: readonly { snapshot: Snapshot; receivedAtMs: number }[]): void;
  /** Shows the snapshot unless a newer one is shown; says whether it does. */
  accept(snapshot: Snapshot): boolean;
  /** Notices who fell silent; to be called about once a second. */
  tick(): void;
  get(nodeId: string): LiveNode | undefined;
  /** By hostname. */
  list(): LiveNode[];
  /** Returns the way to stop. */
  onChange(listener: (nodeId: string) => void): () => void;
}

export function createLiveFleet(nowMs: () => number): LiveFleet {
  const nodes = new Map<string, LiveNode>();
  const listeners = new Set<(nodeId: string) => void>();
  const show = (node: LiveNode): void => {
    nodes.set(node.snapshot.node.nodeId, node);
    for (const listener of listeners) listener(node.snapshot.node.nodeId);
  };
  return {
    restore: (stored) => {
      for (const node of stored) show({ ...node, status: restoredStatus(node, nowMs()) });
    },
    accept: (snapshot) => {
      const shown = nodes.get(snapshot.node.nodeId);
      if (shown !== undefined && isOutdated(snapshot, shown)) return false;
      show({ snapshot, receivedAtMs: nowMs(), status: "live" });
      return true;
    },
    tick: () => {
      for (const node of nodes.values()) {
        const status = nodeStatus(nowMs() - node.receivedAtMs, node.snapshot.intervalMs);
        if (status !== node.status && isWorse(status, node.status)) show({ ...node, status });
      }
    },
    get: (nodeId) => nodes.get(nodeId),
    list: () => [...nodes.values()].toSorted((a, b) => byHostname(a.snapshot, b.snapshot)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A node whose clock was set back would look frozen: once what is shown is stale, what it sends now is shown again. */
const isOutdated = (snapshot: Snapshot, shown: LiveNode): boolean =>
  shown.status === "live" && snapshot.atMs <= shown.snapshot.atMs;

/** Received in the future means that the hub's clock was set back: such a node would look live for as long. */
function restoredStatus({ snapshot, receivedAtMs }: Omit<LiveNode, "status">, nowMs: number): NodeStatus {
  return receivedAtMs > nowMs ? "offline" : nodeStatus(nowMs - receivedAtMs, snapshot.intervalMs);
}

const SEVERITY: Record<NodeStatus, number> = { live: 0, stale: 1, offline: 2 };
/** Only a new snapshot makes a node better: silence does not, whatever the hub's clock does. */
const isWorse = (status: NodeStatus, than: NodeStatus): boolean => SEVERITY[status] > SEVERITY[than];

const byHostname = (a: Snapshot, b: Snapshot): number =>
  a.node.hostname.localeCompare(b.node.hostname, "en", { numeric: true }) ||
  a.node.nodeId.localeCompare(b.node.nodeId, "en");
