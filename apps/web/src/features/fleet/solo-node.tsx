"use client";

import { useSearchParams } from "next/navigation";
import { withQuery } from "../../lib/query.ts";
import { HistoryPanel } from "../node/history-panel.tsx";
import { parseRange } from "../node/history-range.ts";
import { formatProcessSort, parseProcessSort } from "../node/process-rows.ts";
import { ProcessTable } from "../node/process-table.tsx";
import { useNodeDetail } from "../node/use-node-detail.ts";
import styles from "./solo-node.module.css";

/** A fleet of one node has room for what its own page shows: who holds the memory, and one GPU's history. */
export function SoloNode({ nodeId }: { nodeId: string }) {
  const { detail } = useNodeDetail(nodeId);
  const search = useSearchParams();
  if (detail === null) return null;
  const { snapshot } = detail;
  const only = snapshot.gpus.length === 1 ? snapshot.gpus[0] : undefined;
  return (
    <div className={styles.solo}>
      {only === undefined || only.uuid === null ? null : (
        <section className={styles.history} aria-label={`History of GPU${only.slotIndex}`}>
          <HistoryPanel
            snapshot={snapshot}
            gpu={only}
            gpuUuid={only.uuid}
            range={parseRange(search.get("range"))}
            onRange={(range) => replace({ range })}
          />
        </section>
      )}
      <ProcessTable
        detail={detail}
        sort={parseProcessSort(search.get("sort"))}
        onSort={(sort) => replace({ sort: formatProcessSort(sort) })}
      />
    </div>
  );
}

function replace(changes: Readonly<Record<string, string>>): void {
  window.history.replaceState(null, "", withQuery(window.location.href, changes));
}
