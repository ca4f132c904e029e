import type { GpuSnapshot } from "@vramfleet/core/snapshot";
import type { ReactNode } from "react";
import { formatGib, formatPct, formatPower, formatWatts, NOT_AVAILABLE, withUnit } from "../../lib/format.ts";
import { sharedModel } from "../fleet/gpu-model.ts";
import styles from "./gpu-table.module.css";

interface Column {
  head: string;
  cell: (gpu: GpuSnapshot) => ReactNode;
}

const MODEL: Column = { head: "Model", cell: (gpu) => gpu.name ?? NOT_AVAILABLE };
const COLUMNS: readonly Column[] = [
  { head: "Used GiB", cell: (gpu) => formatGib(gpu.memory?.usedBytes ?? null) },
  { head: "Free GiB", cell: (gpu) => formatGib(gpu.memory?.freeBytes ?? null) },
  { head: "Temp", cell: (gpu) => withUnit(gpu.temperatureC, "°C") },
  { head: "Power", cell: (gpu) => formatPower(gpu.powerMw, gpu.powerLimitMw) },
  {
    head: "Largest limit",
    cell: (gpu) => (gpu.powerMaxLimitMw === null ? NOT_AVAILABLE : `${formatWatts(gpu.powerMaxLimitMw)} W`),
  },
  { head: "Busy", cell: (gpu) => formatPct(gpu.utilPct) },
  { head: "Memory busy", cell: (gpu) => formatPct(gpu.memoryBusyPct) },
  { head: "Graphics clock", cell: (gpu) => clock(gpu.graphicsClockMhz, gpu.graphicsClockMaxMhz) },
  { head: "Memory clock", cell: (gpu) => clock(gpu.memoryClockMhz, gpu.memoryClockMaxMhz) },
  { head: "CC", cell: (gpu) => gpu.computeCapability ?? NOT_AVAILABLE },
  { head: "Bus id", cell: (gpu) => <code>{gpu.pciBusId ?? NOT_AVAILABLE}</code> },
  { head: "UUID", cell: (gpu) => <code>{gpu.uuid ?? NOT_AVAILABLE}</code> },
];

/** All GPUs side by side, for comparing them. */
export function GpuTable({ gpus }: { gpus: readonly GpuSnapshot[] }) {
  // One model is named above; several must be told apart here.
  const columns = sharedModel(gpus) === null ? [MODEL, ...COLUMNS] : COLUMNS;
  return (
    <div className={styles.panel}>
      <h2 id="gpus-title" className={styles.title}>
        All GPUs, every reading
      </h2>
      <div className={styles.scroll} role="region" aria-labelledby="gpus-title" tabIndex={0}>
        <table className={styles.table} data-testid="gpu-table">
          <thead>
            <tr>
              <th scope="col">GPU</th>
              {columns.map(({ head }) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {gpus.map((gpu) => (
              <tr key={gpu.slotIndex}>
                <th scope="row">GPU{gpu.slotIndex}</th>
                {columns.map(({ head, cell }) => (
                  <td key={head}>{cell(gpu)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function clock(mhz: number | null, maxMhz: number | null): string {
  return mhz === null || maxMhz === null ? withUnit(mhz, "MHz") : `${mhz}/${maxMhz} MHz`;
}
