/** One socket a node: the newest is served, the one before it is told to go. */
export interface NodeSockets {
  /** Returns the way to give the node up, at the socket's end. */
  claim(nodeId: string, closeReplaced: () => void): () => void;
  connectedCount(): number;
}

export function createNodeSockets(): NodeSockets {
  const current = new Map<string, { closeReplaced(): void }>();
  return {
    claim: (nodeId, closeReplaced) => {
      const owner = { closeReplaced };
      const replaced = current.get(nodeId);
      current.set(nodeId, owner);
      replaced?.closeReplaced();
      return () => {
        if (current.get(nodeId) === owner) current.delete(nodeId);
      };
    },
    connectedCount: () => current.size,
  };
}
