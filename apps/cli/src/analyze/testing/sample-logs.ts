/** Used memory in MiB, a reading a second. */
export const IDLE_THEN_LEAK: readonly number[] = [
  ...Array.from({ length: 60 }, () => 470),
  ...Array.from({ length: 20 }, (_, second) => 470 + 430 * second),
  ...Array.from({ length: 400 }, (_, second) => 9_000 + (second % 7 === 0 ? 2 : 0)),
  // 8 MiB/s from 9,000 to 24,432 MiB.
  ...Array.from({ length: 1_930 }, (_, second) => 9_000 + 8 * second),
];

/** The same, and then the program is gone. */
export const LEAK_AND_CRASH: readonly number[] = [...IDLE_THEN_LEAK, ...Array.from({ length: 120 }, () => 470)];

const TOTAL_MIB = 24_564;

/** As nvidia-smi writes it. */
export function smiLog(usedMib: readonly number[], totalMib = TOTAL_MIB): string {
  const rows = usedMib.map((used, second) => `${smiTime(second)}, 0, ${used} MiB, ${totalMib} MiB`);
  return ["timestamp, index, memory.used [MiB], memory.total [MiB]", ...rows, ""].join("\n");
}

/** As the project's own tables are. */
export function plainLog(usedMib: readonly number[], totalMib: number | null = TOTAL_MIB): string {
  return [
    "time_s,used_mib,total_mib",
    ...usedMib.map((used, second) => `${second},${used},${totalMib ?? ""}`),
    "",
  ].join("\n");
}

function smiTime(second: number): string {
  const iso = new Date(Date.UTC(2026, 0, 31, 10) + 1_000 * second).toISOString();
  return iso.replaceAll("-", "/").replace("T", " ").replace("Z", "");
}

/** As `vramfleet snapshot --json` prints it, with what analyze does not need left out. */
export function snapshot(second: number, usedMib: readonly (number | null)[]): Record<string, unknown> {
  const MIB = 2 ** 20;
  return {
    atMs: Date.UTC(2026, 0, 31, 10) + 1_000 * second,
    node: { nodeId: "n1", hostname: "node7" },
    gpus: usedMib.map((used, slotIndex) => ({
      slotIndex,
      uuid: `GPU-0000000${slotIndex}`,
      memory: used === null ? null : { totalBytes: TOTAL_MIB * MIB, usedBytes: used * MIB },
    })),
  };
}
