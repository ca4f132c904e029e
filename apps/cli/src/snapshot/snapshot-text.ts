import { healthLevel, heldShareRatio } from "@vramfleet/core/memory-health";
import type { GpuMemory, GpuSnapshot, ProcessSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import { type Column, tableLines } from "../text/table.ts";
import { ageText, memoryText, numberText, shareText, wattsText } from "../text/units.ts";

/** One reading for people: the node, its GPUs, who holds their memory. */
export function snapshotText(snapshot: Snapshot): string {
  const blocks = [headLines(snapshot)];
  if (snapshot.gpus.length > 0) blocks.push(tableLines(GPU_COLUMNS, snapshot.gpus.map(gpuRow)));
  if (snapshot.collector.state === "ok") blocks.push(processLines(snapshot));
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function headLines({ node, host, collector, atMs }: Snapshot): string[] {
  const lines = [
    `${node.hostname}  ${new Date(atMs).toISOString()}`,
    `host  ${numberText(node.cpuCount, "cores")}, load ${host.load1MinCount?.toFixed(2) ?? "n/a"}, memory available ${memoryText(host.memoryAvailableBytes)} of ${memoryText(node.memoryTotalBytes)}, kernel ${node.kernel ?? "n/a"}`,
  ];
  if (collector.state === "ok") {
    lines.push(
      `driver ${collector.driverVersion ?? "n/a"}, CUDA ${collector.cudaVersion ?? "n/a"}, NVML ${collector.nvmlVersion ?? "n/a"}`,
    );
  }
  return lines;
}

const GPU_COLUMNS: readonly Column[] = [
  { title: "GPU", align: "right" },
  { title: "Name", align: "left" },
  { title: "Used", align: "right" },
  { title: "Reserved", align: "right" },
  { title: "Free", align: "right" },
  { title: "Total", align: "right" },
  { title: "Held", align: "right" },
  { title: "Health", align: "left" },
  { title: "Temp", align: "right" },
  { title: "Power", align: "right" },
  // NVML's figure: share of time with at least one kernel, whatever it used of the GPU.
  { title: "Busy", align: "right" },
];

function gpuRow(gpu: GpuSnapshot): string[] {
  const { memory } = gpu;
  const share = heldShareRatio(memory);
  return [
    String(gpu.slotIndex),
    gpu.name ?? "n/a",
    ...memoryCells(memory),
    shareText(share),
    gpu.problem ?? healthLevel(share) ?? "n/a",
    numberText(gpu.temperatureC, "°C"),
    wattsText(gpu.powerMw, gpu.powerLimitMw),
    numberText(gpu.utilPct, "%"),
  ];
}

function memoryCells(memory: GpuMemory | null): string[] {
  const unknown = { usedBytes: null, reservedBytes: null, freeBytes: null, totalBytes: null };
  const { usedBytes, reservedBytes, freeBytes, totalBytes } = memory ?? unknown;
  return [usedBytes, reservedBytes, freeBytes, totalBytes].map(memoryText);
}

const PROCESS_COLUMNS: readonly Column[] = [
  { title: "GPU", align: "right" },
  { title: "PID", align: "right" },
  { title: "User", align: "left" },
  { title: "Memory", align: "right" },
  { title: "Share", align: "right" },
  { title: "Age", align: "right" },
  { title: "Command", align: "left" },
];

function processLines({ processes, gpus, atMs }: Snapshot): string[] {
  if (processes.length === 0) return ["No process holds GPU memory."];
  const totals = new Map(gpus.map((gpu) => [gpu.slotIndex, gpu.memory?.totalBytes ?? null]));
  const uses = processes.flatMap((process) => process.gpus.map((use) => ({ process, use })));
  const order = uses.toSorted(
    (a, b) => a.use.slotIndex - b.use.slotIndex || (b.use.usedBytes ?? -1) - (a.use.usedBytes ?? -1),
  );
  const rows = order.map(({ process, use }) =>
    processRow(process, use, { atMs, totalBytes: totals.get(use.slotIndex) ?? null }),
  );
  return tableLines(PROCESS_COLUMNS, rows);
}

function processRow(
  process: ProcessSnapshot,
  use: ProcessSnapshot["gpus"][number],
  { atMs, totalBytes }: { atMs: number; totalBytes: number | null },
): string[] {
  const share = use.usedBytes === null || totalBytes === null || totalBytes === 0 ? null : use.usedBytes / totalBytes;
  return [
    String(use.slotIndex),
    String(process.pid),
    process.user ?? (process.uid === null ? "n/a" : String(process.uid)),
    memoryText(use.usedBytes),
    shareText(share),
    ageText(process.startedAtMs === null ? null : atMs - process.startedAtMs),
    process.command ?? process.program ?? "n/a",
  ];
}
