import { formatLife, formatOptions, formatSeries, milliseconds, reading } from "./format-values.ts";
import type { FakeAccounting, FakeEvent, FakeField, FakeHealth, FakeMig } from "./scenario-health.ts";

export function formatHealth(health: FakeHealth): string[] {
  const { remappedRows, retiredPages, pcieKbPerS } = health;
  return [
    ...reading("energy_mj", health.energyMj),
    ...reading("performance_state", health.performanceState),
    ...reading("fan_pct", health.fanPct),
    ...reading("throttle_reasons", health.throttleReasons),
    ...reading("virtualization", health.virtualization),
    ...Object.entries(health.temperatureThresholdsC ?? {}).map(([kind, c]) => `  temperature_threshold_c ${kind} ${c}`),
    ...formatEcc(health),
    ...(retiredPages === undefined
      ? []
      : [`  retired_pages ${retiredPages.singleBit} ${retiredPages.doubleBit} ${Number(retiredPages.isPending)}`]),
    ...(remappedRows === undefined
      ? []
      : [`  remapped_rows ${remappedRows.correctable} ${remappedRows.uncorrectable} ${flags(remappedRows)}`]),
    ...(pcieKbPerS === undefined ? [] : [`  pcie_kb_per_s ${pcieKbPerS.tx} ${pcieKbPerS.rx}`]),
    ...(health.nvlinks ?? []).flatMap((state, link) => reading(`nvlink ${link}`, state)),
    ...(health.fields ?? []).map(formatField),
  ];
}

function flags(rows: { isPending: boolean; hasFailed: boolean }): string {
  return `${Number(rows.isPending)} ${Number(rows.hasFailed)}`;
}

function formatEcc({ ecc }: FakeHealth): string[] {
  return (["corrected", "uncorrected"] as const).flatMap((kind) =>
    (["volatile", "aggregate"] as const).flatMap((period) => reading(`ecc ${kind} ${period}`, ecc?.[kind]?.[period])),
  );
}

function formatField(field: FakeField): string {
  if ("code" in field) return `  field ${field.id}${formatOptions({ scope: field.scope, code: field.code })}`;
  return `  field ${field.id}${formatOptions({ scope: field.scope })} ${field.type} ${formatSeries(field.value)}`;
}

export function formatMig(mig: FakeMig): string[] {
  const current = Number(mig.isEnabled);
  const pending = Number(mig.isPending ?? mig.isEnabled);
  return [
    `  mig ${current} ${pending} ${mig.maxDevices ?? 7}`,
    ...(mig.parentDenied === true ? ["  mig_parent_denied"] : []),
    ...(mig.instances ?? []).map((instance) => {
      const options = formatOptions({
        gi: instance.gpuInstanceId,
        ci: instance.computeInstanceId,
        total: instance.totalBytes,
        reserved: instance.reservedBytes,
        sm: instance.multiprocessors,
        slices: instance.slices,
      });
      return `  instance ${instance.slot} ${instance.uuid} ${instance.profile}${options}${formatLife(instance)}`;
    }),
  ];
}

export function formatEvent(event: FakeEvent): string {
  const options = formatOptions({
    every: event.everyS === undefined ? undefined : milliseconds(event.everyS),
    count: event.count,
    gi: event.gpuInstanceId,
    ci: event.computeInstanceId,
  });
  return `  event ${milliseconds(event.atS)} ${event.type} ${event.data}${options}`;
}

export function formatAccounting(accounting: FakeAccounting): string[] {
  return [
    `  accounting ${accounting.isOn ? "on" : "off"}`,
    ...(accounting.accounts ?? []).map((account) => {
      const options = formatOptions({
        start_us: account.startedUs,
        peak: account.peakBytes,
        time_ms: account.timeMs,
        gpu_pct: account.gpuPct,
        memory_pct: account.memoryPct,
        ended: account.endedAtS === undefined ? undefined : milliseconds(account.endedAtS),
      });
      return `  accounted ${account.pid}${options}`;
    }),
  ];
}
