import type { NodeSummary } from "@vramfleet/core/fleet";
import type { GpuSnapshot } from "@vramfleet/core/snapshot";
import Link from "next/link";
import { memo } from "react";
import { plural } from "../../lib/format.ts";
import { nodeHref } from "../../lib/node-href.ts";
import { SimulatedBadge } from "../../ui/simulated-badge.tsx";
import { CollectorNotice } from "./collector-notice.tsx";
import { matchNode, parseFilter } from "./fleet-filter.ts";
import { sharedModel } from "./gpu-model.ts";
import { GpuRow } from "./gpu-row.tsx";
import { GpuHeads } from "./gpu-values.tsx";
import { StatusLabel } from "./status-label.tsx";
import styles from "./node-card.module.css";

interface NodeCardProps {
  node: NodeSummary;
  name: string;
  filter: string;
}

export const NodeCard = memo(function NodeCard({ node, name, filter }: NodeCardProps) {
  const gpus = matchNode(node, parseFilter(filter)) ?? node.gpus;
  const model = node.gpus.length === 0 ? null : sharedModel(node.gpus);
  return (
    <article className={styles.card} data-testid="node-card" data-node-id={node.nodeId} data-status={node.status}>
      <header className={styles.head}>
        <h3 className={styles.name}>
          <Link href={nodeHref(node.nodeId)} prefetch={false} title={name}>
            {name}
          </Link>
        </h3>
        {node.simulated ? <SimulatedBadge /> : null}
        <span className={styles.status}>
          <StatusLabel status={node.status} receivedAtMs={node.receivedAtMs} />
        </span>
        <p className={styles.facts}>{cardFacts(node, model, gpus.length)}</p>
      </header>
      <CollectorNotice collector={node.collector} />
      <GpuList node={node} gpus={gpus} namesModel={model === null} />
    </article>
  );
});

function cardFacts(node: NodeSummary, model: string | null, shownCount: number): string {
  const shown = shownCount === node.gpus.length ? [] : [`${shownCount} of ${node.gpus.length} GPUs match`];
  const models = node.gpus.length === 0 ? "no GPU" : (model ?? `${node.gpus.length} GPUs`);
  return [models, ...shown, plural(node.processCount, "process", "processes")].join(" · ");
}

interface GpuListProps {
  node: NodeSummary;
  gpus: readonly GpuSnapshot[];
  namesModel: boolean;
}

function GpuList({ node, gpus, namesModel }: GpuListProps) {
  if (gpus.length === 0) {
    return node.collector.state === "ok" ? <p className={styles.none}>The driver lists no GPU on this node.</p> : null;
  }
  return (
    <div className={styles.gpus} role="table" aria-label={`GPUs of ${node.hostname}`}>
      <GpuHeads />
      {gpus.map((gpu) => (
        <GpuRow key={gpu.slotIndex} nodeId={node.nodeId} gpu={gpu} namesModel={namesModel} />
      ))}
    </div>
  );
}
