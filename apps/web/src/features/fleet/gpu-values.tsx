import type { GpuSnapshot } from "@vramfleet/core/snapshot";
import { formatGib, formatPct, formatPower, NOT_AVAILABLE, withUnit } from "../../lib/format.ts";
import styles from "./gpu-row.module.css";

const WHY_NOT_AVAILABLE = "The driver does not give this reading for this GPU.";
const RESERVED_UNKNOWN = "The driver does not tell reserved memory apart: it is counted in used.";

/** The numbers of one GPU, in the columns that `GpuHeads` names. */
export function GpuValues({ gpu }: { gpu: GpuSnapshot }) {
  const { memory } = gpu;
  return (
    <div className={styles.values}>
      <Value hook="used" text={formatGib(memory?.usedBytes ?? null)} />
      <Value
        hook="reserved"
        text={formatGib(memory?.reservedBytes ?? null)}
        why={memory === null ? WHY_NOT_AVAILABLE : RESERVED_UNKNOWN}
      />
      <Value hook="free" text={formatGib(memory?.freeBytes ?? null)} />
      <Value hook="total" text={formatGib(memory?.totalBytes ?? null)} />
      <Value hook="temperature" text={withUnit(gpu.temperatureC, "°C")} />
      <Value hook="power" text={formatPower(gpu.powerMw, gpu.powerLimitMw)} />
      <Value hook="util" text={formatPct(gpu.utilPct)} />
    </div>
  );
}

function Value({ hook, text, why = WHY_NOT_AVAILABLE }: { hook: string; text: string; why?: string }) {
  return text === NOT_AVAILABLE ? (
    <abbr className={styles.missing} role="cell" data-testid={hook} title={why}>
      {text}
    </abbr>
  ) : (
    <span role="cell" data-testid={hook}>
      {text}
    </span>
  );
}

const VALUE_HEADS = ["GiB used", "+ reserved", "+ free", "= total", "temp", "power"];

/** Heads of the columns. */
export function GpuHeads() {
  return (
    <div className={`${styles.row} ${styles.heads}`} role="row">
      <span className={styles.headName} role="columnheader">
        GPU
      </span>
      <span className={styles.headBar} aria-hidden="true">
        memory
      </span>
      <span className={styles.headHeld} role="columnheader">
        held
      </span>
      <div className={styles.values}>
        {VALUE_HEADS.map((head) => (
          <span key={head} role="columnheader">
            {head}
          </span>
        ))}
        <abbr role="columnheader" title="Share of time with at least one kernel running">
          busy
        </abbr>
      </div>
    </div>
  );
}
