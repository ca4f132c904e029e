import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "@vramfleet/core/log";
import { SOFTWARE_VERSION } from "@vramfleet/protocol/version";
import type { HostFacts } from "./collect/host-source.ts";
import type { NodeFacts, Snapshot } from "@vramfleet/core/snapshot";
import { type AgentSources, readSnapshot } from "./collect/read-snapshot.ts";
import { hubAddress } from "./push/hub-url.ts";
import { OUTBOX_LIMITS, type OutboxLimits, type SendQueue } from "./push/outbox.ts";
import { startPusher } from "./push/pusher.ts";
import { startTicks } from "./tick.ts";

/** A reading under way when the agent is closed is waited for this long: a driver may hang. */
const LAST_TICK_MS = 500;

export interface NodeParts {
  nodeId: string;
  /** True for a demo node: every view that shows it says so. */
  simulated: boolean;
  intervalMs: number;
  sources: AgentSources;
}

export interface AgentParts extends NodeParts {
  /** http(s)://host:port or ws(s)://host:port, with a path where a proxy wants one. */
  hubUrl: string;
  token: string;
  log: Logger;
  /** Wall clock, milliseconds since 1970. */
  nowMs?: () => number;
  /** Uniform in [0, 1). */
  random?: () => number;
  /** Bounds of the queue that waits for the hub. */
  queueLimits?: OutboxLimits;
}

export interface RunningAgent {
  setIntervalMs(intervalMs: number): void;
  /** Sends snapshots of the past beside the live ones. */
  backfill(queue: SendQueue): void;
  /** Sends what waits, for at most a second, and releases the sources. */
  close(): Promise<void>;
}

export function nodeFacts(host: HostFacts, node: Pick<NodeFacts, "nodeId" | "simulated">): NodeFacts {
  return { ...host, nodeId: node.nodeId, agentVersion: SOFTWARE_VERSION, simulated: node.simulated };
}

/** One reading of everything, for `vramfleet snapshot`. The sources stay open. */
export function takeSnapshot(parts: NodeParts & { nowMs?: () => number }): Promise<Snapshot> {
  const { sources, intervalMs } = parts;
  const atMs = (parts.nowMs ?? Date.now)();
  return readSnapshot(sources, { atMs, intervalMs, node: nodeFacts(sources.host.facts(), parts) });
}

/** Reads every interval and pushes to the hub until closed. Throws when `hubUrl` is not a hub's address. */
export function startAgent(parts: AgentParts): RunningAgent {
  const { sources, log, nowMs = Date.now, random = Math.random, queueLimits = OUTBOX_LIMITS } = parts;
  const hub = hubAddress(parts.hubUrl);
  if (!hub.ok) throw new Error(hub.error);
  const node = (): NodeFacts => nodeFacts(sources.host.facts(), parts);
  const epoch = randomBytes(8).toString("hex");
  const pusher = startPusher({ hub: hub.value, token: parts.token, epoch, node, random, log, limits: queueLimits });
  const ticks = startTicks({
    intervalMs: parts.intervalMs,
    nowMs,
    log,
    async tick(atMs, intervalMs) {
      pusher.offer(await readSnapshot(sources, { atMs, intervalMs, node: node() }));
    },
  });
  return {
    setIntervalMs: ticks.setIntervalMs,
    backfill: (queue) => pusher.backfill(queue),
    async close() {
      await Promise.race([ticks.stop(), sleep(LAST_TICK_MS, undefined, { ref: false })]);
      await pusher.close();
      await sources.gpu.close();
    },
  };
}
