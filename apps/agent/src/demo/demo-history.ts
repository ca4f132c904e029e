import type { NodeFacts, Snapshot } from "@vramfleet/core/snapshot";
import type { SimNode } from "@vramfleet/core/synth/sim-node";
import { MAX_BATCH_SNAPSHOTS } from "@vramfleet/protocol/agent-limits";
import type { AgentSources } from "../collect/read-snapshot.ts";
import { assembleSnapshot } from "../snapshot.ts";
import { readDemoGpus } from "./demo-gpu-source.ts";

/** Instants at an even spacing, `toMs` not among them. */
export interface HistoryStretch {
  fromMs: number;
  toMs: number;
  spacingMs: number;
}

const COARSE_MS = 60_000;
const FINE_MS = 1_000;
/** How much of the time around an out-of-memory event is kept by the second. */
const FINE_BEFORE_MS = 8 * 60_000;
const FINE_AFTER_MS = 2 * 60_000;
/** For one message; small, so that neither side holds much of the past at once. */
const MAX_BATCH_BYTES = 256 * 1024;

/** A minute's spacing, a second's around each event. Events at least ten minutes apart, in order of time. */
export function historyStretches(
  range: { fromMs: number; toMs: number },
  eventsMs: readonly number[],
): HistoryStretch[] {
  const stretches: HistoryStretch[] = [];
  let fromMs = range.fromMs;
  const until = (toMs: number, spacingMs: number): void => {
    if (toMs > fromMs) stretches.push({ fromMs, toMs, spacingMs });
    fromMs = Math.max(fromMs, toMs);
  };
  for (const eventMs of eventsMs) {
    until(Math.min(range.toMs, eventMs - FINE_BEFORE_MS), COARSE_MS);
    until(Math.min(range.toMs, eventMs + FINE_AFTER_MS), FINE_MS);
  }
  until(range.toMs, COARSE_MS);
  return stretches;
}

export function snapshotCountOf(stretches: readonly HistoryStretch[]): number {
  return stretches.reduce((sum, { fromMs, toMs, spacingMs }) => sum + Math.ceil((toMs - fromMs) / spacingMs), 0);
}

export interface HistoryNode {
  node: SimNode;
  facts: NodeFacts;
  sources: Pick<AgentSources, "processes">;
}

/**
 * The node's past as JSON, batch by batch as it is asked for; a batch has one spacing. Text is made at once, snapshot by
 * snapshot: many half-built batches of objects would grow the process for good.
 */
export function* historyBatches(from: HistoryNode, stretches: readonly HistoryStretch[]): Generator<string[], void> {
  for (const { fromMs, toMs, spacingMs } of stretches) {
    let batch: string[] = [];
    let bytes = 0;
    for (let atMs = fromMs; atMs < toMs; atMs += spacingMs) {
      const json = JSON.stringify(snapshotAt(from, atMs, spacingMs));
      if (batch.length === MAX_BATCH_SNAPSHOTS || (batch.length > 0 && bytes + json.length > MAX_BATCH_BYTES)) {
        yield batch;
        [batch, bytes] = [[], 0];
      }
      batch.push(json);
      bytes += json.length;
    }
    if (batch.length > 0) yield batch;
  }
}

function snapshotAt({ node, facts, sources }: HistoryNode, atMs: number, intervalMs: number): Snapshot {
  const reading = readDemoGpus(node, atMs);
  const pids = reading.processes.map(({ pid }) => pid);
  const described = sources.processes.describe(pids, atMs);
  return assembleSnapshot({ atMs, intervalMs, node: facts }, { reading, facts: described, host: node.hostAt(atMs) });
}
