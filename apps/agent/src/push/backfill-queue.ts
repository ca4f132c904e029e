import type { PushInput } from "@vramfleet/protocol/agent";
import type { SealedBatch, SendQueue } from "./outbox.ts";

export interface BackfillParts {
  /** Names this queue; must differ from the live one's. */
  epoch: string;
  /** Snapshots as JSON, built batch by batch, only as they are sent. */
  batches: Iterator<readonly string[], void>;
  /** Snapshots in all batches together. */
  snapshotCount: number;
  /** Called after each batch that is stored, or refused for good, with what is left then. */
  progressed: (waitingCount: number) => void;
}

/** Snapshots of the past, to be sent beside the live ones: history only, under an epoch of their own. */
export function createBackfillQueue({ epoch, batches, snapshotCount, progressed }: BackfillParts): SendQueue {
  let waitingCount = snapshotCount;
  let inFlight: SealedBatch | null = null;
  let lastSeq = 0;

  const settle = (): number => {
    const settledCount = inFlight?.snapshotCount ?? 0;
    inFlight = null;
    waitingCount -= settledCount;
    if (settledCount > 0) progressed(waitingCount);
    return settledCount;
  };
  return {
    next() {
      if (inFlight !== null) return inFlight;
      const { value: snapshots } = batches.next();
      if (snapshots === undefined) {
        waitingCount = 0;
        return null;
      }
      lastSeq += 1;
      const head = { epoch, seq: lastSeq, lane: "backfill" } satisfies Partial<PushInput>;
      const body = `${JSON.stringify(head).slice(0, -1)},"snapshots":[${snapshots.join(",")}]}`;
      inFlight = { seq: lastSeq, snapshotCount: snapshots.length, body };
      return inFlight;
    },
    stored(storedSeq) {
      if (inFlight !== null && storedSeq >= inFlight.seq) settle();
    },
    discard: settle,
    waitingCount: () => waitingCount,
  };
}
