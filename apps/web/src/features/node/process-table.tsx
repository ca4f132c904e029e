"use client";

import type { NodeDetail } from "@vramfleet/core/fleet";
import { useMemo } from "react";
import { formatGib, NOT_AVAILABLE, plural } from "../../lib/format.ts";
import { formatDuration } from "../../lib/format-time.ts";
import { ListedAgo } from "./listed-ago.tsx";
import { ProcessHeads } from "./process-heads.tsx";
import type { ProcessRow, ProcessSort, ProcessUse } from "./process-rows.ts";
import { processRows, sortProcesses } from "./process-rows.ts";
import styles from "./process-table.module.css";

interface ProcessTableProps {
  detail: NodeDetail;
  sort: ProcessSort;
  onSort: (sort: ProcessSort) => void;
}

export function ProcessTable({ detail, sort, onSort }: ProcessTableProps) {
  const rows = useMemo(() => sortProcesses(processRows(detail.snapshot), sort), [detail, sort]);
  return (
    <section className={styles.panel} aria-labelledby="processes-title">
      <header className={styles.head}>
        <h2 id="processes-title">Processes</h2>
        <p>
          {plural(rows.length, "process", "processes")} <ListedAgo detail={detail} />
        </p>
      </header>
      {rows.length === 0 ? (
        <p className={styles.none}>
          {detail.snapshot.collector.state === "ok"
            ? "The driver lists no process on the GPUs of this node."
            : "Without GPU readings there is no list of processes."}
        </p>
      ) : (
        // The roles say what a table is where the narrow layout stacks its cells.
        <table className={styles.table} role="table" aria-labelledby="processes-title">
          <ProcessHeads sort={sort} onSort={onSort} />
          <tbody role="rowgroup">
            {rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const DEGRADED = "Its start could not be read from /proc: known by its pid alone, which another process may reuse.";

function Row({ row }: { row: ProcessRow }) {
  return (
    <tr role="row" data-testid="process-row" data-pid={row.pid}>
      <td role="cell" className={styles.pid}>
        <span data-testid="pid">{row.pid}</span>
        {row.degraded ? (
          <abbr className={styles.degraded} title={DEGRADED} data-testid="degraded">
            pid only
          </abbr>
        ) : null}
      </td>
      <td role="cell" className={styles.user} data-testid="user">
        {row.user ?? NOT_AVAILABLE}
      </td>
      <td role="cell" className={styles.command} data-testid="command">
        {row.command ?? <abbr title="The command line could not be read from /proc.">{NOT_AVAILABLE}</abbr>}
      </td>
      <td role="cell" className={styles.gpu}>
        {row.uses.map((use) => (
          <span key={use.slotIndex} title={use.kinds}>
            GPU{use.slotIndex}
          </span>
        ))}
      </td>
      <td role="cell" className={styles.memory}>
        {row.uses.map((use) => (
          <Use key={use.slotIndex} use={use} />
        ))}
      </td>
      <td role="cell" className={styles.age} data-testid="age">
        {formatDuration(row.ageMs)}
      </td>
    </tr>
  );
}

const MEMORY_UNKNOWN = "The driver does not tell what this process holds (WSL and some vGPU guests).";

function Use({ use }: { use: ProcessUse }) {
  return (
    <span className={styles.use}>
      <span className={styles.meter} aria-hidden="true">
        <span style={{ width: `${((use.shareRatio ?? 0) * 100).toFixed(1)}%` }} />
      </span>
      <span data-testid="process-used" data-gpu-slot={use.slotIndex}>
        {use.usedBytes === null ? (
          <abbr title={MEMORY_UNKNOWN}>{NOT_AVAILABLE}</abbr>
        ) : (
          `${formatGib(use.usedBytes)} GiB`
        )}
      </span>
      <span className={styles.share} data-testid="process-share">
        {formatProcessShare(use.shareRatio)}
      </span>
    </span>
  );
}

/** A process has no health level, so its share is plain percent. */
function formatProcessShare(shareRatio: number | null): string {
  return shareRatio === null ? NOT_AVAILABLE : `${(100 * shareRatio).toFixed(0)}%`;
}
