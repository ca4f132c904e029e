/** Bounds of the pause before the next attempt. */
export interface BackoffLimits {
  firstMs: number;
  maxMs: number;
}

/** A hub across a network: many agents may lose it at once, so the pauses spread widely. */
export const REMOTE_BACKOFF: BackoffLimits = { firstMs: 250, maxMs: 30_000 };
/** A hub on this machine has no crowd to spread, and people wait for it after a restart. */
export const LOOPBACK_BACKOFF: BackoffLimits = { firstMs: 250, maxMs: 2_000 };
/** The hub answered and said no (token, protocol): only a person can change that. */
export const REFUSED_BACKOFF: BackoffLimits = { firstMs: 10_000, maxMs: 30_000 };

const SHORTEST_MS = 20;

/**
 * Full jitter: anywhere between nothing and an exponentially growing bound.
 * `chance` is uniform in [0, 1); `failureCount` counts failures in a row before this attempt.
 */
export function backoffDelayMs(limits: BackoffLimits, failureCount: number, chance: number): number {
  const boundMs = Math.min(limits.maxMs, limits.firstMs * 2 ** Math.min(failureCount, 30));
  return Math.max(SHORTEST_MS, Math.floor(boundMs * chance));
}
