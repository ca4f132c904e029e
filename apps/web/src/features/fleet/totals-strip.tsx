import type { GpuMemory } from "@vramfleet/core/snapshot";
import type { ReactNode } from "react";
import { formatCount, formatGib, plural } from "../../lib/format.ts";
import { MemoryBar } from "../../ui/memory-bar.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import type { FleetTotals } from "./fleet-totals.ts";
import styles from "./totals-strip.module.css";

export function TotalsStrip({ totals }: { totals: FleetTotals }) {
  return (
    <section className={styles.strip} aria-label="Fleet totals" data-testid="fleet-totals">
      <MemoryTotals totals={totals} />
      <GpuTotals gpus={totals.gpus} />
      <NodeTotals nodes={totals.nodes} />
    </section>
  );
}

function MemoryTotals({ totals }: { totals: FleetTotals }) {
  const { memory, gpus, nodes } = totals;
  const notes = [
    gpus.offline === 0 ? [] : [`without the ${plural(gpus.offline, "GPU")} of offline nodes`],
    memory.reservedUnknownCount === 0
      ? []
      : [`reserved n/a on ${plural(memory.reservedUnknownCount, "GPU")}, counted in used`],
  ].flat();
  const digits = digitsFor(memory);
  return (
    <div className={styles.memory}>
      <h2 className={styles.label}>
        {nodes.all === 1 ? "GPU memory" : "Fleet memory"} <span className={styles.note}>{notes.join(" · ")}</span>
      </h2>
      <p className={styles.headline}>
        <strong>{formatGib(memory.freeBytes, digits)}</strong> GiB free{" "}
        <span className={styles.of}>of {formatGib(memory.totalBytes, digits)}</span>
      </p>
      <MemoryBar memory={memory} level={null} size="large" />
      <MemorySum memory={memory} />
    </div>
  );
}

/** used + reserved + free = total, written as the sum it is. */
function MemorySum({ memory }: { memory: GpuMemory }) {
  const digits = digitsFor(memory);
  return (
    <dl className={styles.sum}>
      <Term swatch="used" label="used" hook="total-used" text={formatGib(memory.usedBytes, digits)} />
      <Term
        swatch="reserved"
        label="reserved"
        hook="total-reserved"
        text={formatGib(memory.reservedBytes, digits)}
        sign="+"
      />
      <Term swatch="free" label="free" hook="total-free" text={formatGib(memory.freeBytes, digits)} sign="+" />
      <Term label="total GiB" hook="total-total" text={formatGib(memory.totalBytes, digits)} sign="=" />
    </dl>
  );
}

interface TermProps {
  label: string;
  hook: string;
  text: string;
  swatch?: "used" | "reserved" | "free";
  sign?: string;
}

function Term({ label, hook, text, swatch, sign }: TermProps) {
  return (
    <div className={styles.term}>
      <dt>
        {swatch === undefined ? null : <span className={styles.swatch} data-swatch={swatch} aria-hidden="true" />}
        {label}
      </dt>
      <dd>
        {sign === undefined ? null : <span className={styles.sign}>{sign}</span>}
        <span data-testid={hook}>{text}</span>
      </dd>
    </div>
  );
}

const GPU_COUNTS = [
  { key: "healthy", mark: "healthy", label: "healthy" },
  { key: "warning", mark: "warning", label: "warning" },
  { key: "critical", mark: "critical", label: "critical" },
  { key: "lost", mark: "lost", label: "lost" },
  { key: "failed", mark: "failed", label: "failed" },
  { key: "unknown", mark: "unknown", label: "memory n/a" },
  { key: "offline", mark: "unknown", label: "node offline" },
] as const;

function GpuTotals({ gpus }: { gpus: FleetTotals["gpus"] }) {
  return (
    <CountBlock title="GPUs" all={gpus.all} hook="total-gpus">
      {GPU_COUNTS.map(({ key, mark, label }) => (
        <Count key={key} hook={`gpus-${key}`} count={gpus[key]} label={label} tone={key}>
          <StateMark kind={mark} />
        </Count>
      ))}
    </CountBlock>
  );
}

function NodeTotals({ nodes }: { nodes: FleetTotals["nodes"] }) {
  return (
    <CountBlock title="Nodes" all={nodes.all} hook="total-nodes">
      {(["live", "stale", "offline"] as const).map((status) => (
        <Count key={status} hook={`nodes-${status}`} count={nodes[status]} label={status} tone={status}>
          <span className={styles.dot} data-status={status} aria-hidden="true" />
        </Count>
      ))}
      <Count hook="nodes-without-readings" count={nodes.withoutReadings} label="no readings" tone="failed">
        <StateMark kind="failed" />
      </Count>
    </CountBlock>
  );
}

interface CountBlockProps {
  title: string;
  all: number;
  hook: string;
  children: ReactNode;
}

function CountBlock({ title, all, hook, children }: CountBlockProps) {
  return (
    <div className={styles.counts}>
      <h2 className={styles.label}>{title}</h2>
      <p className={styles.headline}>
        <strong data-testid={hook}>{formatCount(all)}</strong>
      </p>
      <ul>{children}</ul>
    </div>
  );
}

interface CountProps {
  hook: string;
  count: number;
  label: string;
  tone: string;
  children: ReactNode;
}

function Count({ hook, count, label, tone, children }: CountProps) {
  return (
    <li className={styles.count} data-tone={count === 0 ? "none" : tone}>
      {children}
      <span data-testid={hook}>{formatCount(count)}</span>
      <span>{label}</span>
    </li>
  );
}

/** Two digits after the point are noise in a sum of a thousand GiB. */
function digitsFor(memory: GpuMemory): 1 | 2 {
  const THOUSAND_GIB = 1_000 * 2 ** 30;
  return memory.totalBytes >= THOUSAND_GIB ? 1 : 2;
}
