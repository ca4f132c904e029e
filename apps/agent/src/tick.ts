import type { Logger } from "@vramfleet/core/log";

export interface TickPlan {
  /** Number of the interval the next tick belongs to, counted from 1970. */
  slot: number;
  delayMs: number;
  /** Ticks that found no time since the last one. */
  missedCount: number;
}

/** When to tick next: at the next whole interval of the wall clock that was not yet used. */
export function planTick(nowMs: number, intervalMs: number, lastSlot: number | null): TickPlan {
  const nextSlot = Math.floor(nowMs / intervalMs) + 1;
  // A timer may fire a little early, in the interval before its own; further off, the clock was set back.
  const early = lastSlot !== null && lastSlot === nextSlot;
  const slot = early ? lastSlot + 1 : nextSlot;
  const missedCount = lastSlot === null ? 0 : Math.max(0, slot - lastSlot - 1);
  return { slot, delayMs: slot * intervalMs - nowMs, missedCount };
}

export interface TickOptions {
  intervalMs: number;
  nowMs: () => number;
  log: Logger;
  /** One tick; the next waits for it. */
  tick: (atMs: number, intervalMs: number) => Promise<void>;
}

export interface Ticks {
  setIntervalMs: (intervalMs: number) => void;
  /** Resolves when the tick under way, if any, is done. */
  stop(): Promise<void>;
}

/** A missed tick is counted and said, never made up for. A tick that throws is logged; the next one comes all the same. */
export function startTicks({ nowMs, log, tick, ...options }: TickOptions): Ticks {
  let { intervalMs } = options;
  let lastSlot: number | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  const run = async (): Promise<void> => {
    try {
      await tick(nowMs(), intervalMs);
    } catch (error) {
      log.error("a reading failed; the next one comes at the next tick", { reason: String(error) });
    }
    schedule();
  };
  const schedule = (): void => {
    if (stopped) return;
    const plan = planTick(nowMs(), intervalMs, lastSlot);
    if (plan.missedCount > 0) {
      log.warn("a reading took longer than the interval; ticks were missed", { missedCount: plan.missedCount });
    }
    const plannedMs = intervalMs;
    timer = setTimeout(() => {
      lastSlot = plannedMs === intervalMs ? plan.slot : null;
      underWay = run();
    }, plan.delayMs);
  };
  schedule();

  return {
    setIntervalMs(nextMs) {
      if (nextMs === intervalMs) return;
      intervalMs = nextMs;
      lastSlot = null;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
