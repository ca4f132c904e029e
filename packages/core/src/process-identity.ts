/**
 * Names a process for its whole life: pids are reused, so the boot and the start tick belong to the name.
 * Without a start tick the name is degraded: it may join two processes that had the same pid.
 */
export function processKey(bootId: string | null, pid: number, startTicks: number | null): string {
  return `${bootId ?? "unknown-boot"}/${pid}/${startTicks ?? "unknown-start"}`;
}
