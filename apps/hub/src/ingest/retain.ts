import type { Logger } from "@vramfleet/core/log";
import { messageOf } from "../errors.ts";
import type { History } from "../store/history.ts";

const DAY_MS = 86_400_000;
const PASS_EVERY_MS = 60_000;
/** Between two steps of a pass, so that commits come first. */
const STEP_EVERY_MS = 50;

/** Drops what is older than the history's length, step by step. */
export interface Retention {
  setDays(historyDays: number): void;
  stop(): void;
}

export interface RetentionOptions {
  history: Pick<History, "dropBefore">;
  historyDays: number;
  log: Logger;
  nowMs: () => number;
}

export function startRetention({ history, log, nowMs, ...initial }: RetentionOptions): Retention {
  let days = initial.historyDays;
  let stopped = false;
  let timer: NodeJS.Timeout;

  const step = async (): Promise<number> => {
    try {
      const { more } = await history.dropBefore(nowMs() - days * DAY_MS);
      return more ? STEP_EVERY_MS : PASS_EVERY_MS;
    } catch (thrown) {
      if (!stopped) log.error("old history could not be dropped", { reason: messageOf(thrown) });
      return PASS_EVERY_MS;
    }
  };
  const schedule = (delayMs: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void step().then(schedule), delayMs);
  };
  schedule(STEP_EVERY_MS);
  return {
    setDays: (historyDays) => {
      days = historyDays;
      schedule(STEP_EVERY_MS);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
