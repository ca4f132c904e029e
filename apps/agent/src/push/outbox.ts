import { MAX_BATCH_SNAPSHOTS } from "@vramfleet/protocol/agent-limits";

/**
 * Snapshots waiting for the hub, in memory and bounded. Decides what goes next; does not send.
 *
 * Lanes: a backlog that fits one batch goes in order, as live. A longer one is sent as backfill, oldest first, and the
 * newest snapshot goes ahead of it as live each time a batch is due, so that a screen is right before history is whole.
 */
export interface Outbox extends SendQueue {
  /** Takes one snapshot as JSON. Returns how many older ones had to be dropped to make room. */
  offer(snapshotJson: string): number;
}

/** What a courier carries: batches in order, each until the hub has it or will never take it. */
export interface SendQueue {
  /** The unacknowledged batch again, byte for byte, else the next one sealed; null when nothing waits. */
  next(): SealedBatch | null;
  /** The hub has durably stored everything up to `storedSeq`. */
  stored(storedSeq: number): void;
  /** The hub will never take the batch in flight: forget it. Returns how many snapshots it held, 0 without a batch. */
  discard(): number;
  /** Snapshots not yet known to be stored. */
  waitingCount(): number;
}

/** Sent as it is: `body` is the JSON of a `PushInput`, fixed before it is first sent. */
export interface SealedBatch {
  seq: number;
  snapshotCount: number;
  body: string;
}

export interface OutboxLimits {
  /** Everything kept, the batch in flight included. */
  maxBytes: number;
  /** Aimed at for one batch; one larger snapshot still goes alone. */
  maxBatchBytes: number;
}

/** About 15 minutes of a busy 8-GPU node. The batch bound leaves a low link room to answer pings in between. */
export const OUTBOX_LIMITS: OutboxLimits = { maxBytes: 8 * 1024 * 1024, maxBatchBytes: 512 * 1024 };

type Lane = "live" | "backfill";

interface Waiting {
  json: string;
  bytes: number;
}

export function createOutbox(epoch: string, limits: OutboxLimits = OUTBOX_LIMITS): Outbox {
  const waiting: Waiting[] = [];
  let waitingBytes = 0;
  let inFlight: (SealedBatch & { bytes: number }) | null = null;
  let lastSeq = 0;
  /** True while the newest snapshot was not yet sent: an older one must never go as live. */
  let newestIsUnsent = false;
  let lastLane: Lane = "backfill";

  const take = (index: number, count: number): Waiting[] => {
    const taken = waiting.splice(index, count);
    for (const item of taken) waitingBytes -= item.bytes;
    return taken;
  };

  const seal = (lane: Lane, items: Waiting[]): SealedBatch => {
    lastSeq += 1;
    lastLane = lane;
    if (lane === "live") newestIsUnsent = false;
    const body = bodyOf({ epoch, seq: lastSeq, lane }, items);
    inFlight = { seq: lastSeq, snapshotCount: items.length, body, bytes: Buffer.byteLength(body) };
    return inFlight;
  };

  return {
    offer(snapshotJson) {
      const item = { json: snapshotJson, bytes: Buffer.byteLength(snapshotJson) };
      waiting.push(item);
      newestIsUnsent = true;
      waitingBytes += item.bytes;
      const heldBytes = () => waitingBytes + (inFlight?.bytes ?? 0);
      let dropped = 0;
      for (; waiting.length > 1 && heldBytes() > limits.maxBytes; dropped += 1) take(0, 1);
      return dropped;
    },
    next() {
      if (inFlight !== null) return inFlight;
      if (waiting.length === 0) return null;
      const oldest = countOfBatch(waiting, limits.maxBatchBytes);
      if (oldest === waiting.length) return seal(newestIsUnsent ? "live" : "backfill", take(0, oldest));
      const newestAhead = newestIsUnsent && lastLane === "backfill";
      return newestAhead ? seal("live", take(waiting.length - 1, 1)) : seal("backfill", take(0, oldest));
    },
    stored(storedSeq) {
      if (inFlight !== null && storedSeq >= inFlight.seq) inFlight = null;
    },
    discard() {
      const snapshotCount = inFlight?.snapshotCount ?? 0;
      inFlight = null;
      return snapshotCount;
    },
    waitingCount: () => waiting.length + (inFlight?.snapshotCount ?? 0),
  };
}

function bodyOf(name: { epoch: string; seq: number; lane: Lane }, items: readonly Waiting[]): string {
  return `${JSON.stringify(name).slice(0, -1)},"snapshots":[${items.map((item) => item.json).join(",")}]}`;
}

/** How many of the oldest make one batch: at least one, within both bounds. */
function countOfBatch(waiting: readonly Waiting[], maxBatchBytes: number): number {
  let bytes = 0;
  let count = 0;
  for (const item of waiting) {
    bytes += item.bytes;
    if (count === MAX_BATCH_SNAPSHOTS || (count > 0 && bytes > maxBatchBytes)) break;
    count += 1;
  }
  return count;
}
