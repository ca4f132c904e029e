import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "@vramfleet/core/log";
import type { NodeFacts, Snapshot } from "@vramfleet/core/snapshot";
import { PROTOCOL_VERSION } from "@vramfleet/protocol/version";
import { LOOPBACK_BACKOFF, REMOTE_BACKOFF } from "./backoff.ts";
import { classifyFailure, closedForContent } from "./classify-failure.ts";
import { connectHub, type HubSession } from "./connect.ts";
import { createCourierPool } from "./courier-pool.ts";
import type { SocketEnd } from "./hub-socket.ts";
import type { HubAddress } from "./hub-url.ts";
import { type LinkHealth, trackLinkHealth } from "./link-health.ts";
import { createOutbox, type Outbox, type OutboxLimits, type SendQueue } from "./outbox.ts";

export interface PusherOptions {
  hub: HubAddress;
  token: string;
  /** Names this run's queue, see the protocol's `PushInput`. */
  epoch: string;
  /** Facts for the greeting, as they are when a socket opens. */
  node: () => NodeFacts;
  /** Uniform in [0, 1). */
  random: () => number;
  log: Logger;
  limits?: OutboxLimits;
  callTimeoutMs?: number;
}

export interface Pusher {
  offer(snapshot: Snapshot): void;
  /** Sends a queue of the past beside the live one, on the same socket; what is left of it at the end is lost. */
  backfill(queue: SendQueue): void;
  /** Sends what waits, for at most a second, then ends. */
  close(): Promise<void>;
}

/** A hub commits a batch durably within milliseconds; this is for one that hangs. */
const CALL_TIMEOUT_MS = 10_000;
const FLUSH_MS = 1_000;

/** Sends each snapshot as soon as it may, and keeps what a lost hub has not stored. */
export function startPusher(options: PusherOptions): Pusher {
  const { hub, log, random } = options;
  const outbox = createOutbox(options.epoch, options.limits);
  const courier = createCourierPool({ outbox, random, log });
  const backoff = hub.loopback ? LOOPBACK_BACKOFF : REMOTE_BACKOFF;
  const health = trackLinkHealth({ backoff, socketUrl: hub.socketUrl, random, log });
  const greeting = { outbox, health, options };
  let closing = false;
  let droppedCount = 0;
  let opening: Promise<void> = Promise.resolve();
  const flushed = async (): Promise<void> => {
    await opening;
    await courier.settled();
  };

  const link = connectHub({
    socketUrl: hub.socketUrl,
    token: options.token,
    callTimeoutMs: options.callTimeoutMs ?? CALL_TIMEOUT_MS,
    retryDelayMs: () => health.retryDelayMs(),
    opened: (session) => {
      opening = greet(session, greeting).then((welcome) => (welcome ? courier.use(session) : undefined));
    },
    ended: (session, end) => {
      courier.lose(session);
      if (closing) return;
      discardRejected(outbox, end, log);
      health.ended(end);
    },
  });

  return {
    offer(snapshot) {
      const dropped = outbox.offer(JSON.stringify(snapshot));
      droppedCount += dropped;
      if (dropped > 0) log.warn("the queue for the hub is full; the oldest snapshots are dropped", { droppedCount });
      courier.wake();
    },
    backfill: (queue) => courier.carry(queue),
    async close() {
      await Promise.race([flushed(), sleep(FLUSH_MS, undefined, { ref: false })]);
      closing = true;
      const snapshotCount = outbox.waitingCount();
      if (snapshotCount > 0) log.warn("stopped before the hub had stored everything", { snapshotCount });
      await link.close();
    },
  };
}

interface GreetParts {
  outbox: Outbox;
  health: LinkHealth;
  options: PusherOptions;
}

/** First call on a socket: who this is, and what of its queue the hub has. */
async function greet(session: HubSession, { outbox, health, options }: GreetParts): Promise<boolean> {
  const { epoch, node, log } = options;
  try {
    const answer = await session.hello({ protocolVersion: PROTOCOL_VERSION, epoch, node: node() });
    if (answer.storedSeq !== null) outbox.stored(answer.storedSeq);
    health.greeted();
    log.info("connected to the hub", { hubVersion: answer.hubVersion, snapshotCount: outbox.waitingCount() });
    return true;
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.kind !== "connection") health.greetingFailed(failure);
    session.drop();
    return false;
  }
}

/** A message too big closes the socket instead of being answered: sending it again would close the next one too. */
function discardRejected(outbox: Outbox, end: SocketEnd, log: Logger): void {
  if (!closedForContent(end.closeCode)) return;
  const snapshotCount = outbox.discard();
  if (snapshotCount === 0) return;
  log.error("the hub closed the connection because of a batch; the batch is dropped", {
    snapshotCount,
    reason: end.reason,
    closeCode: end.closeCode,
  });
}
