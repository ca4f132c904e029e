/** When a child that ended is started again. */
export interface RestartPolicy {
  /** Wait before the next start, for a child that ran this long. */
  delayMs(ranMs: number): number;
}

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** A child that ran this long was well: its next end is a new story. */
const HEALTHY_MS = 60_000;

/** Half a second, doubling to half a minute. */
export function createRestartPolicy(): RestartPolicy {
  let nextMs = FIRST_MS;
  return {
    delayMs(ranMs) {
      if (ranMs >= HEALTHY_MS) nextMs = FIRST_MS;
      const delayMs = nextMs;
      nextMs = Math.min(nextMs * 2, LONGEST_MS);
      return delayMs;
    },
  };
}
