import type { Logger } from "@vramfleet/core/log";
import { messageOf } from "../errors.ts";
import type { History, SealedBatch } from "./history.ts";

/** Remembers whether readings are being stored, and says so in the log when that changes. */
export interface WatchedAppend {
  append(batches: SealedBatch[]): Promise<number[]>;
  problem(): string | null;
}

export function watchAppend(history: Pick<History, "append">, log: Logger): WatchedAppend {
  let problem: string | null = null;
  return {
    problem: () => problem,
    append: async (batches) => {
      try {
        const stored = await history.append(batches);
        if (problem !== null) log.info("readings are stored again");
        problem = null;
        return stored;
      } catch (thrown) {
        problem = messageOf(thrown);
        log.error("readings could not be stored; agents keep them and send them again", { reason: problem });
        throw thrown;
      }
    },
  };
}
