import type { ProcessGpuUse } from "@vramfleet/core/snapshot";
import type { NvmlProcess } from "@vramfleet/nvml/nvml";
import type { GpuProcess } from "./gpu-source.ts";
import { plausibleBytes } from "./plausible.ts";

/** One row a process, with what it holds on each GPU; parts it holds in several MIG instances of a GPU are added up. */
export function mergeProcesses(
  slots: readonly { slotIndex: number; processes: readonly NvmlProcess[] }[],
): GpuProcess[] {
  const rows = new Map<number, GpuProcess>();
  for (const { slotIndex, processes } of slots) {
    for (const process of processes) {
      const row = rows.get(process.pid) ?? { pid: process.pid, gpus: [] };
      rows.set(process.pid, row);
      addUse(row.gpus, { slotIndex, usedBytes: plausibleBytes(process.usedBytes), kinds: process.kinds });
    }
  }
  return [...rows.values()];
}

function addUse(uses: ProcessGpuUse[], use: ProcessGpuUse): void {
  const last = uses.at(-1);
  if (last?.slotIndex !== use.slotIndex) {
    uses.push(use);
    return;
  }
  // A sum with an unknown part is unknown.
  last.usedBytes = last.usedBytes === null || use.usedBytes === null ? null : last.usedBytes + use.usedBytes;
  last.kinds = [...new Set([...last.kinds, ...use.kinds])];
}
