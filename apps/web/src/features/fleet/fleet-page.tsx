"use client";

import type { NodeSummary } from "@vramfleet/core/fleet";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo } from "react";
import { withQuery } from "../../lib/query.ts";
import { Message } from "../../ui/message.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { EmptyFleet } from "./empty-fleet.tsx";
import { useFleet } from "./fleet-feed.ts";
import { matchNode, parseFilter } from "./fleet-filter.ts";
import { FleetMap } from "./fleet-map.tsx";
import { orderNodeIds, parseFleetSort } from "./fleet-order.ts";
import { FleetToolbar } from "./fleet-toolbar.tsx";
import type { FleetTotals } from "./fleet-totals.ts";
import { fleetTotals } from "./fleet-totals.ts";
import { NodeCards } from "./node-cards.tsx";
import { nodeNames } from "./node-names.ts";
import { SoloNode } from "./solo-node.tsx";
import { TotalsStrip } from "./totals-strip.tsx";
import styles from "./fleet-page.module.css";

/** With fewer GPUs the cards show everything at once and a map would only repeat them. */
const MAP_FROM_GPUS = 17;

export function FleetPage() {
  const known = useFleet((fleet) => fleet.hub !== null);
  const nodes = useFleet((fleet) => fleet.nodes);
  if (!known) return <Message title="Asking the hub for the fleet…" />;
  return nodes.size === 0 ? <EmptyFleet /> : <Fleet nodes={nodes} />;
}

function Fleet({ nodes }: { nodes: ReadonlyMap<string, NodeSummary> }) {
  const filter = useSearchParams().get("q") ?? "";
  const names = useMemo(() => nodeNames(nodes.values()), [nodes]);
  const totals = useMemo(() => fleetTotals(nodes.values()), [nodes]);
  const shown = useShownNodes(nodes, names);
  useFleetTitle(totals.gpus.critical);
  const solo = nodes.size === 1 ? shown[0] : undefined;
  return (
    <>
      <VisuallyHidden>
        <h1>GPU memory of the fleet</h1>
      </VisuallyHidden>
      <TotalsStrip totals={totals} />
      {totals.gpus.all >= MAP_FROM_GPUS ? <FleetMap nodes={shown} names={names} /> : null}
      {nodes.size === 1 && filter === "" ? null : <Toolbar totals={totals} shownCount={shown.length} />}
      <VisuallyHidden>
        <h2>Nodes</h2>
      </VisuallyHidden>
      <NodeCards nodes={shown} names={names} filter={filter} totals={totals} />
      {solo === undefined ? null : <SoloNode nodeId={solo.nodeId} />}
      {shown.length === 0 ? <p className={styles.waiting}>No node or GPU matches “{filter}”.</p> : null}
    </>
  );
}

/** The nodes that match the filter of the address, in its order. */
function useShownNodes(nodes: ReadonlyMap<string, NodeSummary>, names: ReadonlyMap<string, string>): NodeSummary[] {
  const search = useSearchParams();
  const ranks = useFleet((fleet) => fleet.ranks);
  const words = parseFilter(search.get("q") ?? "");
  return orderNodeIds(names, parseFleetSort(search.get("sort")) === "trouble" ? ranks : null)
    .flatMap((nodeId) => nodes.get(nodeId) ?? [])
    .filter((node) => matchNode(node, words) !== null);
}

function useFleetTitle(criticalCount: number): void {
  useEffect(() => {
    document.title = `${criticalCount === 0 ? "" : `(${criticalCount} critical) `}Fleet · vramfleet`;
  }, [criticalCount]);
}

function Toolbar({ totals, shownCount }: { totals: FleetTotals; shownCount: number }) {
  const search = useSearchParams();
  return (
    <FleetToolbar
      filter={search.get("q") ?? ""}
      sort={parseFleetSort(search.get("sort"))}
      shownCount={shownCount}
      allCount={totals.nodes.all}
      onFilter={(text) => replaceQuery("q", text)}
      onSort={(sort) => replaceQuery("sort", sort === "name" ? "" : sort)}
    />
  );
}

/** Everything the page shows is in its address. */
function replaceQuery(key: string, value: string): void {
  window.history.replaceState(null, "", withQuery(window.location.href, { [key]: value }));
}
