import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "@vramfleet/core/log";
import { backoffDelayMs, REMOTE_BACKOFF } from "./backoff.ts";
import type { HubSession } from "./connect.ts";
import type { SendQueue } from "./outbox.ts";
import { sendWaiting } from "./send-loop.ts";

/** Empties the outbox over whichever session is there: one batch in flight, never two sessions at once. */
export interface Courier {
  /** A greeted session takes over from here. */
  use(session: HubSession): Promise<void>;
  /** The session is gone, and so is the reason to wait for a busy hub on it. */
  lose(session: HubSession | null): void;
  /** Something new waits. */
  wake(): void;
  /** Resolves when the sending under way, if any, has come to an end. */
  settled(): Promise<void>;
}

export interface CourierParts {
  outbox: SendQueue;
  /** Uniform in [0, 1). */
  random: () => number;
  log: Logger;
}

export function createCourier({ outbox, random, log }: CourierParts): Courier {
  let current: HubSession | null = null;
  let running: Promise<void> | null = null;
  let lost = new AbortController();

  const send = async (session: HubSession, signal: AbortSignal): Promise<void> => {
    const pause = (busyCount: number): Promise<void> =>
      sleep(backoffDelayMs(REMOTE_BACKOFF, busyCount, random()), undefined, { signal });
    let emptied = false;
    try {
      emptied = await sendWaiting({ session, outbox, log, pause });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    running = null;
    if (emptied) {
      wake();
    } else {
      if (current === session) current = null;
      session.drop();
    }
  };
  const wake = (): void => {
    if (current === null || running !== null || outbox.waitingCount() === 0) return;
    running = send(current, lost.signal);
  };

  return {
    async use(session) {
      await running;
      current = session;
      wake();
    },
    lose(session) {
      if (session === current) current = null;
      lost.abort();
      lost = new AbortController();
    },
    wake,
    settled: async () => {
      await running;
    },
  };
}
