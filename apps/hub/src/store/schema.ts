import { integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** A host that has reported at least once, with its newest snapshot as JSON: what is shown of it after a restart. */
export const node = sqliteTable("node", {
  id: integer("id").primaryKey(),
  nodeId: text("node_id").notNull().unique(),
  newestSnapshot: text("newest_snapshot"),
  receivedAtMs: integer("received_at_ms"),
});

/** A GPU as one node reports it. A board that moves to another node starts a new history there. */
export const gpu = sqliteTable(
  "gpu",
  {
    id: integer("id").primaryKey(),
    node: integer("node")
      .notNull()
      .references(() => node.id),
    uuid: text("uuid").notNull(),
  },
  (table) => [uniqueIndex("gpu_node_uuid").on(table.node, table.uuid)],
);

/** Highest batch stored per run of an agent's queue, written with the batch: a batch sent twice is stored once. */
export const ingestCursor = sqliteTable(
  "ingest_cursor",
  {
    node: integer("node")
      .notNull()
      .references(() => node.id),
    epoch: text("epoch").notNull(),
    seq: integer("seq").notNull(),
    storedAtMs: integer("stored_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.node, table.epoch] })],
);

/**
 * One reading of one GPU; what could not be read is null. Clustered by its key (WITHOUT ROWID, written into the migration
 * by hand because drizzle-kit cannot express it), so that a range of one GPU lies together on disk.
 */
export const gpuSample = sqliteTable(
  "gpu_sample",
  {
    gpu: integer("gpu").notNull(),
    atMs: integer("at_ms").notNull(),
    /** Time to the next expected sample: what tells a gap from a slow node. */
    intervalMs: integer("interval_ms").notNull(),
    usedBytes: integer("used_bytes"),
    reservedBytes: integer("reserved_bytes"),
    freeBytes: integer("free_bytes"),
    totalBytes: integer("total_bytes"),
    utilPct: real("util_pct"),
    memoryBusyPct: real("memory_busy_pct"),
    temperatureC: real("temperature_c"),
    powerMw: integer("power_mw"),
    graphicsClockMhz: integer("graphics_clock_mhz"),
    memoryClockMhz: integer("memory_clock_mhz"),
  },
  (table) => [primaryKey({ columns: [table.gpu, table.atMs] })],
);
