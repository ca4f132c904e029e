import type { NodeSummary } from "@vramfleet/core/fleet";

type Named = Pick<NodeSummary, "nodeId" | "hostname">;

const ID_DIGITS = 6;

/** A node's own name: its host name, or its id where it has none. */
export const nameOf = ({ nodeId, hostname }: Named): string => (hostname.trim() === "" ? nodeId : hostname);

/** Name of each node by id: its own, with the start of the id where two nodes have the same one. */
export function nodeNames(nodes: Iterable<Named>): ReadonlyMap<string, string> {
  const all = [...nodes];
  const counts = new Map<string, number>();
  for (const node of all) counts.set(nameOf(node), (counts.get(nameOf(node)) ?? 0) + 1);
  return new Map(
    all.map((node) => {
      const name = nameOf(node);
      return [node.nodeId, (counts.get(name) ?? 0) > 1 ? `${name} (${node.nodeId.slice(0, ID_DIGITS)})` : name];
    }),
  );
}
