import type Database from "better-sqlite3";
import { isNotNull, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type { StoredNode } from "./history.ts";
import { node } from "./schema.ts";

export interface NodeRows {
  load(): StoredNode[];
  save(nodes: StoredNode[]): void;
}

export function createNodeRows(database: Database.Database): NodeRows {
  const db = drizzle(database);
  const newest = db
    .select({ nodeId: node.nodeId, receivedAtMs: node.receivedAtMs, snapshotJson: node.newestSnapshot })
    .from(node)
    .where(isNotNull(node.newestSnapshot))
    .orderBy(node.nodeId)
    .prepare();
  const upsert = db
    .insert(node)
    .values({
      nodeId: sql.placeholder("nodeId"),
      newestSnapshot: sql.placeholder("snapshotJson"),
      receivedAtMs: sql.placeholder("receivedAtMs"),
    })
    .onConflictDoUpdate({
      target: node.nodeId,
      set: { newestSnapshot: sql`excluded.newest_snapshot`, receivedAtMs: sql`excluded.received_at_ms` },
    })
    .prepare();
  const saveAll = database.transaction((nodes: StoredNode[]) => nodes.forEach((row) => void upsert.run({ ...row })));
  return {
    load: () =>
      newest
        .all()
        .flatMap(({ nodeId, receivedAtMs, snapshotJson }) =>
          receivedAtMs === null || snapshotJson === null ? [] : [{ nodeId, receivedAtMs, snapshotJson }],
        ),
    save: (nodes) => saveAll.immediate(nodes),
  };
}
