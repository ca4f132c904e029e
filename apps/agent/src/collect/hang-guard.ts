import type { Logger } from "@vramfleet/core/log";

export interface HangGuardParts {
  hungAfterMs: number;
  killAfterMs: number;
  killSelf: () => void;
  /** Whether a signal would not even take effect now. */
  waitsInKernel: () => boolean;
  log: Logger;
}

/** Watches a call that cannot be stopped: tells when it hangs, and after long ends the process. */
export interface HangGuard {
  /** The call's answer, or "hung" once it has taken too long. `atMs` is the wall clock at its start. */
  watch<T>(call: Promise<T>, atMs: number): Promise<T | "hung">;
  /** Start of the call that has not come back; null without one. */
  sinceMs(): number | null;
  /** No kill any more. */
  stop(): void;
}

export function createHangGuard(parts: HangGuardParts): HangGuard {
  const { log, hungAfterMs, killAfterMs } = parts;
  let since: number | null = null;
  let killTimer: NodeJS.Timeout | undefined;
  let stopped = false;

  const kill = (): void => {
    if (!parts.waitsInKernel()) {
      log.error("the NVIDIA driver still does not answer: ending this process so that it is started anew");
      parts.killSelf();
      return;
    }
    log.error("the NVIDIA driver still does not answer, and waits in the kernel where no signal reaches it; waiting");
    killTimer = setTimeout(kill, killAfterMs).unref();
  };

  return {
    async watch(call, atMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<"hung">((resolve) => {
        timer = setTimeout(() => resolve("hung"), hungAfterMs);
      });
      since = atMs;
      const done = call.finally(() => {
        since = null;
        clearTimeout(timer);
        clearTimeout(killTimer);
      });
      const answer = await Promise.race([done, late]);
      if (answer === "hung" && !stopped) killTimer = setTimeout(kill, killAfterMs - hungAfterMs).unref();
      return answer;
    },
    sinceMs: () => since,
    stop() {
      stopped = true;
      clearTimeout(killTimer);
    },
  };
}
