import type { Logger } from "@vramfleet/core/log";
import { classifyFailure } from "./classify-failure.ts";
import type { HubSession } from "./connect.ts";
import type { SendQueue } from "./outbox.ts";

export interface SendLoopParts {
  session: Pick<HubSession, "push">;
  outbox: SendQueue;
  log: Logger;
  /** Waits before asking a busy hub again; rejects when there is no point any more. */
  pause: (busyCount: number) => Promise<void>;
}

/** Sends until nothing waits. Returns false when the connection ended first; the batch in flight is then kept. */
export async function sendWaiting({ session, outbox, log, pause }: SendLoopParts): Promise<boolean> {
  let busyCount = 0;
  for (let batch = outbox.next(); batch !== null; batch = outbox.next()) {
    try {
      const { storedSeq } = await session.push(batch);
      outbox.stored(storedSeq);
      if (storedSeq >= batch.seq) {
        busyCount = 0;
        continue;
      }
      log.warn("the hub answered without having stored the batch; sending it again", { seq: batch.seq, storedSeq });
    } catch (error) {
      const failure = classifyFailure(error);
      if (failure.kind === "connection") return false;
      if (failure.kind === "refused") {
        outbox.discard();
        log.error("the hub refused a batch as invalid; it is dropped", {
          snapshotCount: batch.snapshotCount,
          seq: batch.seq,
          reason: failure.message,
        });
        continue;
      }
      log.warn("the hub could not store a batch; sending it again", { seq: batch.seq, reason: failure.message });
    }
    busyCount += 1;
    await pause(busyCount);
  }
  return true;
}
