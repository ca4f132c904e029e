import type Database from "better-sqlite3";

/** Row ids of nodes and GPUs, made on first sight and remembered. */
export interface RowIds {
  node(nodeId: string): number;
  gpu(node: number, uuid: string): number;
  /** After a rollback: rows it remembers may be gone. */
  forget(): void;
}

export function createRowIds(database: Database.Database): RowIds {
  const insertNode = database.prepare("INSERT INTO node (node_id) VALUES (?) ON CONFLICT DO NOTHING");
  const findNode = database.prepare<[string], number>("SELECT id FROM node WHERE node_id = ?").pluck();
  const insertGpu = database.prepare("INSERT INTO gpu (node, uuid) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const findGpu = database.prepare<[number, string], number>("SELECT id FROM gpu WHERE node = ? AND uuid = ?").pluck();
  const known = new Map<string, number>();

  const remember = (key: string, make: () => number): number => {
    const id = known.get(key) ?? make();
    known.set(key, id);
    return id;
  };
  return {
    node: (nodeId) =>
      remember(nodeId, () => {
        insertNode.run(nodeId);
        return Number(findNode.get(nodeId));
      }),
    gpu: (node, uuid) =>
      remember(`${node}/${uuid}`, () => {
        insertGpu.run(node, uuid);
        return Number(findGpu.get(node, uuid));
      }),
    forget: () => known.clear(),
  };
}
