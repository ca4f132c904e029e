import type { GpuSnapshot } from "@vramfleet/core/snapshot";
import { formatPct, formatPower, formatWatts, NOT_AVAILABLE, withUnit } from "../../lib/format.ts";
import styles from "./gpu-readings.module.css";

/** Every reading of a GPU but its memory. */
export function GpuReadings({ gpu }: { gpu: GpuSnapshot }) {
  return (
    <dl className={styles.readings} aria-label={`Readings of GPU${gpu.slotIndex}`}>
      <Reading term="Temperature" hook="temperature" text={withUnit(gpu.temperatureC, "°C")} />
      <Reading
        term="Power of limit"
        hook="power"
        text={formatPower(gpu.powerMw, gpu.powerLimitMw)}
        note={`largest limit ${gpu.powerMaxLimitMw === null ? NOT_AVAILABLE : `${formatWatts(gpu.powerMaxLimitMw)} W`}`}
      />
      <Reading term="Busy" hook="util" text={formatPct(gpu.utilPct)} note="time with at least one kernel" />
      <Reading
        term="Memory interface busy"
        hook="memory-busy"
        text={formatPct(gpu.memoryBusyPct)}
        note="reads and writes, not how full it is"
      />
      <Reading
        term="Graphics clock"
        hook="graphics-clock"
        text={withUnit(gpu.graphicsClockMhz, "MHz")}
        note={`of ${withUnit(gpu.graphicsClockMaxMhz, "MHz")}`}
      />
      <Reading
        term="Memory clock"
        hook="memory-clock"
        text={withUnit(gpu.memoryClockMhz, "MHz")}
        note={`of ${withUnit(gpu.memoryClockMaxMhz, "MHz")}`}
      />
      <Reading
        term="Architecture"
        hook="architecture"
        text={gpu.architecture ?? NOT_AVAILABLE}
        note={`compute capability ${gpu.computeCapability ?? NOT_AVAILABLE}`}
      />
      <Reading term="PCI bus id" hook="bus-id" text={gpu.pciBusId ?? NOT_AVAILABLE} code />
      <Reading term="UUID" hook="uuid" text={gpu.uuid ?? NOT_AVAILABLE} code />
    </dl>
  );
}

interface ReadingProps {
  term: string;
  hook: string;
  text: string;
  note?: string;
  code?: boolean;
}

function Reading({ term, hook, text, note, code = false }: ReadingProps) {
  return (
    <div className={styles.reading} data-code={code || undefined}>
      <dt>{term}</dt>
      <dd data-testid={hook}>{text}</dd>
      {note === undefined ? null : <dd className={styles.note}>{note}</dd>}
    </div>
  );
}
