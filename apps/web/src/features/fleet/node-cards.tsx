import type { NodeSummary } from "@vramfleet/core/fleet";
import type { FleetTotals } from "./fleet-totals.ts";
import { NodeCard } from "./node-card.tsx";
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
  return (
    <ul
      className={styles.nodes}
      data-few={totals.nodes.all <= FEW_NODES || undefined}
      data-roomy={totals.gpus.all <= ROOMY_UP_TO_GPUS || undefined}
    >
      {nodes.map((node) => (
        <li key={node.nodeId}>
          <NodeCard node={node} name={names.get(node.nodeId) ?? node.hostname} filter={filter} />
        </li>
      ))}
    </ul>
  );
}
