import { err, ok, type Result } from "../result.ts";
import { columnOf, type Column, type ColumnRole } from "./columns.ts";

/** Which column tells what. Positions count from 0; -1 where there is no such column. */
export interface Layout {
  separator: string;
  columns: readonly Column[];
  time: number;
  used: number;
  total: number;
  free: number;
  reserved: number;
  /** The column that names the device best: uuid, then bus, then index. A board's name is that of many. */
  identity: number;
  index: number;
}

const HOW_TO_RECORD =
  "Record with nvidia-smi --query-gpu=timestamp,index,memory.used,memory.total --format=csv -l 1, or say what the columns are with --columns";

/** @param titles What the columns are called. */
export function layoutOf(titles: readonly string[], separator: string): Result<Layout, string> {
  const columns = titles.map(columnOf);
  const at = (role: ColumnRole): number => columns.findIndex((column) => column.role === role);
  const [used, total, free] = [at("used"), at("total"), at("free")];
  const list = titles.map((title) => `"${title}"`).join(", ");
  if (at("process") !== -1)
    return err(`the rows are of processes (columns ${list}): expected one row for each GPU. ${HOW_TO_RECORD}.`);
  if (used === -1 && (free === -1 || total === -1))
    return err(`no column of used memory among ${list}. ${HOW_TO_RECORD}.`);
  const identity = (["uuid", "bus", "index"] as const).map(at).find((position) => position !== -1) ?? -1;
  return ok({
    separator,
    columns,
    time: at("time"),
    used,
    total,
    free,
    reserved: at("reserved"),
    identity,
    index: at("index"),
  });
}
