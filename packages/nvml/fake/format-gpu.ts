import type { ClocksMhz } from "./boards.ts";
import type { FailingCall, FakeGpu, FakeProcess, Series, SlowCall, TimeWindow } from "./scenario-types.ts";

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
  const instances = [
    ...(process.gpuInstanceId === undefined ? [] : [` gi=${process.gpuInstanceId}`]),
    ...(process.computeInstanceId === undefined ? [] : [` ci=${process.computeInstanceId}`]),
  ].join("");
  const life = [
    ...(process.fromS === undefined ? [] : [` from=${milliseconds(process.fromS)}`]),
    ...(process.toS === undefined ? [] : [` to=${milliseconds(process.toS)}`]),
  ].join("");
  const used = process.usedBytes === null ? "na" : formatSeries(process.usedBytes);
  return `  process ${process.pid} ${(process.lists ?? ["compute"]).join(",")}${instances}${life} ${used}`;
}

function reading(key: string, series: Series | null | undefined): string[] {
  return series === null || series === undefined ? [] : [`  ${key} ${formatSeries(series)}`];
}

function formatClocks(key: string, clocks: ClocksMhz | null): string[] {
  return clocks === null ? [] : [`  ${key} ${clocks.graphics} ${clocks.sm} ${clocks.memory} ${clocks.video}`];
}

function formatSeries(series: Series): string {
  if (typeof series === "number") return `${whole(series)}`;
  return [series.mode, ...series.points.map(([atS, value]) => `${milliseconds(atS)}=${whole(value)}`)].join(" ");
}

function formatWindow(window: TimeWindow): string {
  if (window.fromS === undefined && window.toS === undefined) return "";
  const from = milliseconds(window.fromS ?? 0);
  return window.toS === undefined ? ` ${from}` : ` ${from} ${milliseconds(window.toS)}`;
}

function orDefault(series: Series | null | undefined, idle: number): Series | null {
  return series === undefined ? idle : series;
}

/** The file holds integers alone, so that its reader does not depend on a locale's decimal point. */
function milliseconds(atS: number): number {
  return Math.round(atS * 1000);
}

function whole(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`a scenario's values must be finite numbers, not ${value}`);
  return Math.round(value);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
