import type { NvmlAccount } from "./nvml.ts";

/** Clocks differ and start times are rounded, of /proc to 10 ms. */
const TOLERANCE_MS = 2_000;

/**
 * Whether an account is of this process and not of another one that had its pid: it began while the process lived.
 * @param life.endedAtMs null while it runs, or where it is not known.
 */
export function isAccountOf(
  account: NvmlAccount,
  life: { pid: number; startedAtMs: number; endedAtMs: number | null },
): boolean {
  if (account.pid !== life.pid) return false;
  if (account.startedAtMs < life.startedAtMs - TOLERANCE_MS) return false;
  return life.endedAtMs === null || account.startedAtMs <= life.endedAtMs + TOLERANCE_MS;
}
