"use client";

import type { NodeDetail } from "@vramfleet/core/fleet";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { gpuParam } from "../../lib/node-href.ts";
import { withQuery } from "../../lib/query.ts";
import { Message } from "../../ui/message.tsx";
import { CollectorNotice } from "../fleet/collector-notice.tsx";
import { chooseGpu } from "./choose-gpu.ts";
import { GpuPanel } from "./gpu-panel.tsx";
import { GpuTable } from "./gpu-table.tsx";
import { GpuTiles } from "./gpu-tiles.tsx";
import { parseRange } from "./history-range.ts";
import { NodeFacts } from "./node-facts.tsx";
import { NodeHeading } from "./node-heading.tsx";
import { formatProcessSort, parseProcessSort } from "./process-rows.ts";
import { ProcessTable } from "./process-table.tsx";
import { useNodeDetail } from "./use-node-detail.ts";
import styles from "./node-page.module.css";

export function NodePage() {
  const nodeId = useSearchParams().get("id");
  if (nodeId === null || nodeId === "") {
    return (
      <Message title="Which node?" hook="node-message">
        <p>The address names none: a node’s page is /node?id=…</p>
        <ToFleet />
      </Message>
    );
  }
  return <Node key={nodeId} nodeId={nodeId} />;
}

function Node({ nodeId }: { nodeId: string }) {
  const { detail, problem } = useNodeDetail(nodeId);
  if (detail === null) {
    return problem === null ? (
      <Message title="Asking the hub for this node…" hook="node-message" />
    ) : (
      <Message title="The hub shows no such node" hook="node-message">
        <p>{problem}</p>
        <p>It is asked again every two seconds.</p>
        <ToFleet />
      </Message>
    );
  }
  return <NodeView detail={detail} problem={problem} />;
}

function NodeView({ detail, problem }: { detail: NodeDetail; problem: string | null }) {
  const search = useSearchParams();
  const { snapshot } = detail;
  const gpu = chooseGpu(snapshot.gpus, search.get("gpu"));
  const range = parseRange(search.get("range"));
  return (
    <div
      className={styles.page}
      data-testid="node-page"
      data-node-id={snapshot.node.nodeId}
      data-status={detail.status}
    >
      <NodeHeading detail={detail} />
      {problem === null ? null : <p role="alert">{problem}</p>}
      <NodeFacts snapshot={snapshot} />
      <CollectorNotice collector={snapshot.collector} />
      {gpu === null ? null : (
        <div className={styles.values}>
          {snapshot.gpus.length === 1 ? null : (
            <GpuTiles
              gpus={snapshot.gpus}
              chosenSlot={gpu.slotIndex}
              hrefOf={(each) => withQuery(window.location.href, { gpu: gpuParam(each) })}
            />
          )}
          <GpuPanel snapshot={snapshot} gpu={gpu} range={range} onRange={(next) => replace({ range: next })} />
        </div>
      )}
      <ProcessTable
        detail={detail}
        sort={parseProcessSort(search.get("sort"))}
        onSort={(sort) => replace({ sort: formatProcessSort(sort) })}
      />
      {snapshot.gpus.length > 1 ? <GpuTable gpus={snapshot.gpus} /> : null}
    </div>
  );
}

function replace(changes: Readonly<Record<string, string>>): void {
  window.history.replaceState(null, "", withQuery(window.location.href, changes));
}

function ToFleet() {
  return (
    <p>
      <Link href="/" prefetch={false}>
        To the fleet
      </Link>
    </p>
  );
}
