import type { NodeSummary } from "@vramfleet/core/fleet";

type Named = Pick<NodeSummary, "nodeId" | "hostname">;

const ID_DIGITS = 6;

/** Name of each node by id: its host name, with the start of the id where two nodes have the same one. */
export function nodeNames(nodes: Iterable<Named>): ReadonlyMap<string, string> {
  const all = [...nodes];
  const counts = new Map<string, number>();
  for (const { hostname } of all) counts.set(hostname, (counts.get(hostname) ?? 0) + 1);
  return new Map(
    all.map(({ nodeId, hostname }) => [
      nodeId,
      (counts.get(hostname) ?? 0) > 1 ? `${hostname} (${nodeId.slice(0, ID_DIGITS)})` : hostname,
    ]),
  );
}
