import type { NodeSummary } from "@vramfleet/core/fleet";
import type { GpuSnapshot } from "@vramfleet/core/snapshot";
import Link from "next/link";
import { memo } from "react";
import { formatShare } from "../../lib/format-share.ts";
import { nodeHref } from "../../lib/node-href.ts";
import { gpuCondition } from "./gpu-condition.ts";
import styles from "./fleet-map.module.css";

interface FleetMapProps {
  nodes: readonly NodeSummary[];
  names: ReadonlyMap<string, string>;
}

/**
 * One cell a GPU, filled from below to the share of memory held: the whole fleet at a glance. The cards below say the
 * same in words, so assistive technology and the Tab key go there.
 */
export function FleetMap({ nodes, names }: FleetMapProps) {
  return (
    <section className={styles.map} data-testid="fleet-map" aria-hidden="true">
      <p className={styles.caption}>One cell a GPU, filled to the share of memory held</p>
      {nodes.map((node) => (
        <MapNode key={node.nodeId} node={node} name={names.get(node.nodeId) ?? node.hostname} />
      ))}
    </section>
  );
}

const MapNode = memo(function MapNode({ node, name }: { node: NodeSummary; name: string }) {
  return (
    <Link
      className={styles.node}
      href={nodeHref(node.nodeId)}
      prefetch={false}
      tabIndex={-1}
      data-status={node.status}
      title={name}
    >
      <span className={styles.name}>{name}</span>
      <span className={styles.cells}>
        {node.gpus.map((gpu) => (
          <MapCell key={gpu.slotIndex} gpu={gpu} name={name} />
        ))}
        {node.gpus.length === 0 ? (
          <span className={styles.cell} data-level="none" title={`${name}: no GPU readings`} />
        ) : null}
      </span>
    </Link>
  );
});

function MapCell({ gpu, name }: { gpu: GpuSnapshot; name: string }) {
  const condition = gpuCondition(gpu);
  const label = `${name} GPU${gpu.slotIndex}`;
  if (condition.kind === "trouble") {
    return <span className={styles.cell} data-level={condition.mark} title={`${label}: ${condition.title}`} />;
  }
  const share = formatShare(condition.shareRatio);
  return (
    <span className={styles.cell} data-level={condition.level} title={`${label}: ${share} held, ${condition.level}`}>
      <span className={styles.fill} style={{ height: `${(100 * condition.shareRatio).toFixed(1)}%` }} />
    </span>
  );
}
