import { HubError } from "../errors.ts";
import type { WorkerFailure, WorkerMessage } from "./calls.ts";

interface Waiting {
  resolve(output: unknown): void;
  reject(reason: HubError): void;
}

/** Waits for the first message of a worker, which answers no call. */
export const START_ID = 0;

/** Questions a worker has not answered yet; each settles once, at the latest when the worker is gone. */
export interface PendingCalls {
  /** Sends by `ask`; refuses at once when the worker is gone. */
  answerTo(id: number, ask: () => void): Promise<unknown>;
  deliver(message: WorkerMessage): void;
  refuseAll(reason: HubError): void;
}

const errorOf = (failure: WorkerFailure): HubError => new HubError(failure.code, failure.message);

export function createPendingCalls(): PendingCalls {
  const waiting = new Map<number, Waiting>();
  let gone: HubError | null = null;
  const settle = (id: number): Waiting | undefined => {
    const call = waiting.get(id);
    waiting.delete(id);
    return call;
  };
  return {
    answerTo: (id, ask) =>
      new Promise((resolve, reject) => {
        if (gone !== null) return reject(gone);
        waiting.set(id, { resolve, reject });
        ask();
      }),
    deliver: (message) => {
      switch (message.kind) {
        case "ready":
          return settle(START_ID)?.resolve(null);
        case "failed":
          return settle(START_ID)?.reject(errorOf(message.failure));
        case "answer":
          return settle(message.id)?.resolve(message.output);
        case "refusal":
          return settle(message.id)?.reject(errorOf(message.failure));
      }
    },
    refuseAll: (reason) => {
      gone = reason;
      for (const id of waiting.keys()) settle(id)?.reject(reason);
    },
  };
}
