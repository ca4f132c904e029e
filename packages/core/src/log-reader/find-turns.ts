import type { RowTable } from "./row-table.ts";
import { findTimeGroups } from "./time-groups.ts";
import { leftShare, turnsOfLevels, turnsOfTotals } from "./turns.ts";

/** Rows of several devices, one after the other, that do not name them. */
export interface Turns {
  /** Null where they follow no order. */
  deviceCount: number | null;
  /** What gives them away. */
  sign: "times" | "totals" | "levels";
  /** The device of a row, counted from 0; null for rows that belong to no whole round. */
  deviceOf: (row: number) => number | null;
}

/** Null where the rows are of one device, as far as can be seen. */
export function findTurns(table: RowTable): Turns | null {
  return turnsByTime(table) ?? turnsByTotal(table) ?? turnsByLevel(table);
}

/** Stamps in whole seconds make pairs of a single GPU read twice a second: then the levels decide. */
const MOST_SHORT_PERIOD_S = 1.5;
const MOST_LEFT_SHARE = 0.5;

function turnsByTime(table: RowTable): Turns | null {
  if (table.timeKind === null) return null;
  const atS = table.atS.subarray(0, table.count);
  const groups = findTimeGroups(atS);
  if (groups === null) return null;
  const { size, starts, periodS } = groups;
  const isCoarse = periodS < MOST_SHORT_PERIOD_S && atS.every((time) => Number.isInteger(time));
  const levelsDiffer = leftShare(table.usedBytes.subarray(0, table.count), size) <= MOST_LEFT_SHARE;
  const totalsDiffer = turnsOfTotals(table.totalBytes.subarray(0, table.count)) !== 1;
  if (isCoarse && !levelsDiffer && !totalsDiffer) return null;
  const devices = new Int32Array(table.count).fill(-1);
  starts.forEach((start, group) => {
    const end = starts[group + 1] ?? table.count;
    if (end - start === size) for (let row = start; row < end; row++) devices[row] = row - start;
  });
  const deviceOf = (row: number): number | null => {
    const device = devices[row] ?? -1;
    return device === -1 ? null : device;
  };
  return { deviceCount: size, sign: "times", deviceOf };
}

function turnsByTotal(table: RowTable): Turns | null {
  const totals = table.totalBytes.subarray(0, table.count);
  const deviceCount = turnsOfTotals(totals);
  if (deviceCount === 1 || (deviceCount === null && !changesOften(totals))) return null;
  return inOrder(table, deviceCount, "totals");
}

/** A log that goes on with another board changes its total once. */
function changesOften(totals: Float64Array): boolean {
  const changes = totals.filter((total, row) => row > 0 && total !== totals[row - 1]).length;
  return changes > totals.length / 8;
}

function turnsByLevel(table: RowTable): Turns | null {
  // Times that go on evenly are of one device.
  if (table.timeKind !== null) return null;
  const deviceCount = turnsOfLevels(table.usedBytes.subarray(0, table.count));
  return deviceCount === 1 ? null : inOrder(table, deviceCount, "levels");
}

function inOrder(table: RowTable, deviceCount: number | null, sign: Turns["sign"]): Turns {
  const deviceOf = (row: number): number | null =>
    deviceCount === null ? null : (table.ordinal[row] ?? 0) % deviceCount;
  return { deviceCount, sign, deviceOf };
}
