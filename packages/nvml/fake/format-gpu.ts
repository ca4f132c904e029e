import type { ClocksMhz } from "./boards.ts";
import { formatAccounting, formatEvent, formatHealth, formatMig } from "./format-health.ts";
import { formatLife, formatOptions, formatSeries, milliseconds, reading } from "./format-values.ts";
import type { FailingCall, FakeGpu, FakeProcess, SlowCall } from "./scenario-types.ts";
import type { Series, TimeWindow } from "./series.ts";

/** The lines of one fault: "fail CALL CODE", "sleep CALL MS" or "hang CALL", and its window. */
export function formatFault(fault: FailingCall | SlowCall): string {
  if ("code" in fault) return `fail ${fault.call} ${fault.code}${formatWindow(fault)}`;
  if (fault.delayMs === null) return `hang ${fault.call}${formatWindow(fault)}`;
  return `sleep ${fault.call} ${fault.delayMs}${formatWindow(fault)}`;
}

export function formatGpu(gpu: FakeGpu, index: number): string[] {
  const { board } = gpu;
  return [
    "gpu",
    `  name ${board.name}`,
    `  uuid ${gpu.uuid ?? `GPU-00000000-0000-4000-8000-${hex(index + 1, 12)}`}`,
    `  pci ${gpu.pciBusId ?? `00000000:${hex(0x1a + index, 2).toUpperCase()}:00.0`}`,
    `  architecture ${board.architecture}`,
    `  compute ${board.computeCapability.join(" ")}`,
    `  total ${board.totalBytes}`,
    `  reserved ${board.reservedBytes}`,
    ...formatReadings(gpu),
    ...formatClocks("clock", gpu.clocksMhz === undefined ? board.maxClocksMhz : gpu.clocksMhz),
    ...formatClocks("max_clock", board.maxClocksMhz),
    ...formatGpuFaults(gpu),
    ...(gpu.processes ?? []).map(formatProcess),
    ...formatHealth(gpu.health ?? {}),
    ...(gpu.mig === undefined ? [] : formatMig(gpu.mig)),
    ...(gpu.events ?? []).map(formatEvent),
    ...(gpu.accounting === undefined ? [] : formatAccounting(gpu.accounting)),
  ];
}

function formatReadings(gpu: FakeGpu): string[] {
  const { board } = gpu;
  return [
    ...reading("base", gpu.baseBytes),
    ...reading("used", gpu.usedBytes),
    ...reading("gpu_pct", orDefault(gpu.gpuPct, 0)),
    ...reading("memory_pct", gpu.memoryPct ?? 0),
    ...reading("temperature_c", orDefault(gpu.temperatureC, 35)),
    ...reading("power_mw", orDefault(gpu.powerMw, board.idlePowerMw)),
    `  power_limits_mw ${board.powerLimitMw} ${board.powerMinMw} ${board.powerMaxMw}`,
  ];
}

function formatGpuFaults(gpu: FakeGpu): string[] {
  return [
    ...(gpu.lost ?? []).map((window) => `  lost${formatWindow(window)}`),
    ...(gpu.handleFails ?? []).map((fault) => `  fail nvmlDeviceGetHandleByIndex* ${fault.code}${formatWindow(fault)}`),
    ...[...(gpu.failing ?? []), ...(gpu.slow ?? [])].map((fault) => `  ${formatFault(fault)}`),
  ];
}

function formatProcess(process: FakeProcess): string {
  const instances = formatOptions({ gi: process.gpuInstanceId, ci: process.computeInstanceId });
  const used = process.usedBytes === null ? "na" : formatSeries(process.usedBytes);
  return `  process ${process.pid} ${(process.lists ?? ["compute"]).join(",")}${instances}${formatLife(process)} ${used}`;
}

function formatClocks(key: string, clocks: ClocksMhz | null): string[] {
  return clocks === null ? [] : [`  ${key} ${clocks.graphics} ${clocks.sm} ${clocks.memory} ${clocks.video}`];
}

function formatWindow(window: TimeWindow): string {
  if (window.fromS === undefined && window.toS === undefined) return "";
  const from = milliseconds(window.fromS ?? 0);
  return window.toS === undefined ? ` ${from}` : ` ${from} ${milliseconds(window.toS)}`;
}

function orDefault(series: Series | null | undefined, idle: number): Series | null {
  return series === undefined ? idle : series;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
