import type { TimeKind } from "./time-cell.ts";

/** A device as far as the log names it. */
export interface LoggedDevice {
  index: number | null;
  /** uuid, bus id or number: whatever tells it from others; empty where nothing does. */
  identity: string;
}

/** The good rows of a log in their order, as columns. Grows as needed. */
export interface RowTable {
  count: number;
  /** Seconds; not a number where the log has no times. */
  atS: Float64Array;
  usedBytes: Float64Array;
  /** Not a number where the row does not say. */
  totalBytes: Float64Array;
  /** Position in `devices`. */
  device: Uint32Array;
  /** Rows of the file before this one, bad ones counted. */
  ordinal: Uint32Array;
  devices: LoggedDevice[];
  timeKind: TimeKind | null;
}

const FIRST_CAPACITY = 4_096;

export const emptyTable = (): RowTable => ({
  count: 0,
  atS: new Float64Array(FIRST_CAPACITY),
  usedBytes: new Float64Array(FIRST_CAPACITY),
  totalBytes: new Float64Array(FIRST_CAPACITY),
  device: new Uint32Array(FIRST_CAPACITY),
  ordinal: new Uint32Array(FIRST_CAPACITY),
  devices: [],
  timeKind: null,
});

export interface Row {
  /** Null where the log has no times. */
  atS: number | null;
  usedBytes: number;
  totalBytes: number | null;
  device: number;
  ordinal: number;
}

export function addRow(table: RowTable, row: Row): void {
  const { count } = table;
  if (count === table.atS.length) grow(table);
  table.atS[count] = row.atS ?? Number.NaN;
  table.usedBytes[count] = row.usedBytes;
  table.totalBytes[count] = row.totalBytes ?? Number.NaN;
  table.device[count] = row.device;
  table.ordinal[count] = row.ordinal;
  table.count = count + 1;
}

function grow(table: RowTable): void {
  const size = 2 * table.atS.length;
  const larger = <A extends Float64Array | Uint32Array>(to: A, from: ArrayLike<number>): A => {
    to.set(from);
    return to;
  };
  table.atS = larger(new Float64Array(size), table.atS);
  table.usedBytes = larger(new Float64Array(size), table.usedBytes);
  table.totalBytes = larger(new Float64Array(size), table.totalBytes);
  table.device = larger(new Uint32Array(size), table.device);
  table.ordinal = larger(new Uint32Array(size), table.ordinal);
}
