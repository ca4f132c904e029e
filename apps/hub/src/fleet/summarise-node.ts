import type { NodeDetail, NodeSummary } from "@vramfleet/core/fleet";
import type { LiveNode } from "../ingest/live.ts";

export function summariseNode({ snapshot, receivedAtMs, status }: LiveNode): NodeSummary {
  return {
    nodeId: snapshot.node.nodeId,
    hostname: snapshot.node.hostname,
    simulated: snapshot.node.simulated,
    status,
    atMs: snapshot.atMs,
    receivedAtMs,
    intervalMs: snapshot.intervalMs,
    agentVersion: snapshot.node.agentVersion,
    collector: snapshot.collector,
    gpus: snapshot.gpus,
    processCount: snapshot.processes.length,
  };
}

export const detailNode = ({ snapshot, receivedAtMs, status }: LiveNode): NodeDetail => ({
  status,
  receivedAtMs,
  snapshot,
});
