import type { Logger } from "@vramfleet/core/log";
import { snapshotSchema } from "@vramfleet/protocol/snapshot";
import { z } from "zod";
import { messageOf } from "../errors.ts";
import type { NodeStore, StoredNode } from "../store/history.ts";
import type { LiveFleet } from "./live.ts";

const storedSnapshotSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "not JSON" });
      return z.NEVER;
    }
  })
  .pipe(snapshotSchema);

/** A node's newest snapshot is written at most this often, and at the end. */
const SAVE_EVERY_MS = 10_000;

export interface NodeMemory {
  /** Writes what has changed and is due. */
  saveDue(): void;
  /** Writes everything that has changed. */
  saveAll(): Promise<void>;
}

/** Shows the nodes of earlier runs, then keeps the newest snapshot of every node for the next one. */
export async function rememberNodes(live: LiveFleet, store: NodeStore, log: Logger): Promise<NodeMemory> {
  live.restore((await store.load()).flatMap((row) => readStored(row, log)));
  const changed = new Set<string>();
  const savedAtMs = new Map<string, number>();
  live.onChange((nodeId) => changed.add(nodeId));

  const save = async (nodeIds: string[]): Promise<void> => {
    for (const nodeId of nodeIds) {
      changed.delete(nodeId);
      savedAtMs.set(nodeId, live.get(nodeId)?.receivedAtMs ?? 0);
    }
    if (nodeIds.length > 0) await store.save(nodeIds.flatMap((nodeId) => storedRow(live, nodeId)));
  };
  const isDue = (nodeId: string): boolean =>
    (live.get(nodeId)?.receivedAtMs ?? 0) - (savedAtMs.get(nodeId) ?? 0) >= SAVE_EVERY_MS;
  return {
    saveDue: () => {
      save([...changed].filter(isDue)).catch((thrown: unknown) => {
        log.error("the nodes' newest snapshots could not be saved", { reason: messageOf(thrown) });
      });
    },
    saveAll: () => save([...changed]),
  };
}

function storedRow(live: LiveFleet, nodeId: string): StoredNode[] {
  const node = live.get(nodeId);
  return node === undefined
    ? []
    : [{ nodeId, receivedAtMs: node.receivedAtMs, snapshotJson: JSON.stringify(node.snapshot) }];
}

function readStored({ nodeId, receivedAtMs, snapshotJson }: StoredNode, log: Logger) {
  const parsed = storedSnapshotSchema.safeParse(snapshotJson);
  if (parsed.success) return [{ snapshot: parsed.data, receivedAtMs }];
  log.warn("a node's stored snapshot is unreadable; the node is shown when it reports again", { node: nodeId });
  return [];
}
