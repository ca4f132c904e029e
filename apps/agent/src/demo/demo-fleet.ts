import { randomBytes } from "node:crypto";
import type { LogFields, Logger } from "@vramfleet/core/log";
import { createFleetPlan, type FleetPlan } from "@vramfleet/core/synth/fleet-plan";
import type { SimNode } from "@vramfleet/core/synth/sim-node";
import { type AgentParts, nodeFacts, type RunningAgent, startAgent } from "../main.ts";
import { createBackfillQueue } from "../push/backfill-queue.ts";
import { createDemoGpuSource } from "./demo-gpu-source.ts";
import { historyBatches, historyStretches, snapshotCountOf } from "./demo-history.ts";
import { createDemoHostSource } from "./demo-host-source.ts";
import { createDemoProcessSource } from "./demo-process-source.ts";
import { logProgress } from "./progress.ts";

export interface DemoFleetParts {
  /** http://host:port of the hub; every simulated node opens its own socket to it. */
  hubUrl: string;
  token: string;
  log: Logger;
  /** 1 to 1000, 12 by default. */
  nodeCount?: number;
  /** 1 to 64, 8 by default. */
  gpusPerNode?: number;
  /** The same seed and start give the same fleet. */
  seed?: number;
  /** How much past is sent at the start, 24 by default; 0 for none. */
  historyHours?: number;
  /** Wall clock, milliseconds since 1970. */
  clock?: () => number;
}

export interface RunningDemoFleet {
  /** Resolves when the hub has the whole past; never, when closed before. */
  historySent: Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_SEED = 7;
const INTERVAL_MS = 1_000;
const HOUR_MS = 3_600_000;
/** Nodes that send their past at the same time: the hub has live readings to take meanwhile. */
const HISTORY_AT_ONCE = 6;
/** A minute of a node while the hub is away: a thousand simulated queues must fit into one process. */
const QUEUE_LIMITS = { maxBytes: 512 * 1024, maxBatchBytes: 256 * 1024 };

interface DemoNode {
  node: SimNode;
  agent: RunningAgent;
  parts: AgentParts;
}

/** A fleet of real agents over simulated readings. Throws RangeError for a size out of range, Error for a bad URL. */
export function startDemoFleet(parts: DemoFleetParts): RunningDemoFleet {
  const { nodeCount = 12, gpusPerNode = 8, seed = DEFAULT_SEED, historyHours = 24, clock = Date.now } = parts;
  requireWhole("nodeCount", nodeCount, 1_000);
  requireWhole("gpusPerNode", gpusPerNode, 64);
  const startMs = Math.floor(clock() / INTERVAL_MS) * INTERVAL_MS;
  const plan = createFleetPlan({ seed, anchorMs: startMs, nodeCount, gpusPerNode });
  const running = plan.nodes.map((node, index): DemoNode => {
    // Ticks fall on whole seconds of the agent's clock: setting each clock back a little spreads them over the second.
    const lagMs = Math.floor((INTERVAL_MS * index) / nodeCount);
    const agentParts = agentPartsFor(node, { ...parts, nowMs: () => clock() - lagMs });
    return { node, parts: agentParts, agent: startAgent(agentParts) };
  });
  parts.log.info("simulated fleet started", { nodeCount, gpuCount: nodeCount * gpusPerNode });
  const range = { fromMs: startMs - historyHours * HOUR_MS, toMs: startMs - INTERVAL_MS };
  const historySent = historyHours > 0 ? sendHistory(running, { plan, range, log: parts.log }) : Promise.resolve();
  return {
    historySent,
    close: async () => {
      await Promise.all(running.map(({ agent }) => agent.close()));
    },
  };
}

function requireWhole(name: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= max) return;
  throw new RangeError(`${name} is ${value}; expected a whole number from 1 to ${max}.`);
}

function agentPartsFor(node: SimNode, shared: DemoFleetParts & { nowMs: () => number }): AgentParts {
  const { hubUrl, token, log, nowMs } = shared;
  return {
    nodeId: node.nodeId,
    simulated: true,
    intervalMs: INTERVAL_MS,
    sources: {
      gpu: createDemoGpuSource(node),
      processes: createDemoProcessSource(node),
      host: createDemoHostSource(node),
    },
    queueLimits: QUEUE_LIMITS,
    hubUrl,
    token,
    nowMs,
    log: nodeLog(log, node.nodeId),
  };
}

/** What is news for one agent is not for a hundred simulated ones. */
function nodeLog(log: Logger, nodeId: string): Logger {
  const named = (fields?: LogFields): LogFields => ({ nodeId, ...fields });
  return {
    debug: (event, fields) => log.debug(event, named(fields)),
    info: (event, fields) => log.debug(event, named(fields)),
    warn: (event, fields) => log.warn(event, named(fields)),
    error: (event, fields) => log.error(event, named(fields)),
  };
}

interface HistoryParts {
  plan: FleetPlan;
  range: { fromMs: number; toMs: number };
  log: Logger;
}

/** Every node's past, a few nodes at a time, the one that ran out of memory first. */
async function sendHistory(fleet: readonly DemoNode[], { plan, range, log }: HistoryParts): Promise<void> {
  const events = plan.outOfMemoryEvents(range.fromMs, range.toMs);
  const jobs = fleet
    .map(({ node, agent, parts }) => {
      const eventsMs = events.filter(({ nodeId }) => nodeId === node.nodeId).map(({ atMs }) => atMs);
      return { node, agent, parts, eventsMs, stretches: historyStretches(range, eventsMs) };
    })
    .toSorted((a, b) => b.eventsMs.length - a.eventsMs.length);
  const report = logProgress(
    log,
    "simulated history",
    jobs.reduce((sum, job) => sum + snapshotCountOf(job.stretches), 0),
  );
  const waiting = jobs.values();
  const worker = async (): Promise<void> => {
    for (const { node, agent, parts, stretches } of waiting) {
      const facts = nodeFacts(node.facts, parts);
      let leftCount = snapshotCountOf(stretches);
      await new Promise<void>((sent) => {
        const progressed = (waitingCount: number): void => {
          report(leftCount - waitingCount);
          leftCount = waitingCount;
          if (waitingCount === 0) sent();
        };
        const batches = historyBatches({ node, facts, sources: parts.sources }, stretches);
        const epoch = `history-${randomBytes(6).toString("hex")}`;
        agent.backfill(createBackfillQueue({ epoch, batches, snapshotCount: leftCount, progressed }));
      });
    }
  };
  await Promise.all(Array.from({ length: HISTORY_AT_ONCE }, worker));
}
