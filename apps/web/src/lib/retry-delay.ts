const FIRST_MS = 250;
const MAX_MS = 2_000;

/**
 * How long to wait before the connection attempt after `attemptIndex` failed ones. Jitter spreads many open pages after
 * a restart of the hub; the cap keeps "comes back by itself" within a glance. `chance` is 0..1.
 */
export function retryDelayMs(attemptIndex: number, chance: number): number {
  const ceilingMs = Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(attemptIndex, 10));
  return Math.round(ceilingMs * (0.5 + chance / 2));
}
