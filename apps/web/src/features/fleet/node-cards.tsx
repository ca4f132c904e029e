"use client";

import type { NodeSummary } from "@vramfleet/core/fleet";
import type { FleetTotals } from "./fleet-totals.ts";
import { NodeCard } from "./node-card.tsx";
import { useGrowingCount } from "./use-growing-count.ts";
import styles from "./fleet-page.module.css";

/** With this few, each GPU gets room. */
const ROOMY_UP_TO_GPUS = 4;
/** So few share the width; more keep the columns they had while a filter hides some. */
const FEW_NODES = 3;

interface NodeCardsProps {
  nodes: readonly NodeSummary[];
  names: ReadonlyMap<string, string>;
  filter: string;
  totals: FleetTotals;
}

export function NodeCards({ nodes, names, filter, totals }: NodeCardsProps) {
  const [count, end] = useGrowingCount();
  return (
    <>
      <ul
        className={styles.nodes}
        data-few={totals.nodes.all <= FEW_NODES || undefined}
        data-roomy={totals.gpus.all <= ROOMY_UP_TO_GPUS || undefined}
      >
        {nodes.slice(0, count).map((node) => (
          <li key={node.nodeId}>
            <NodeCard node={node} name={names.get(node.nodeId) ?? node.hostname} filter={filter} />
          </li>
        ))}
      </ul>
      {nodes.length > count ? (
        <p ref={end} className={styles.more}>
          {nodes.length - count} more nodes follow as you scroll. The header names every critical GPU of all of them.
        </p>
      ) : null}
    </>
  );
}
