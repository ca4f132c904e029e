import type { RowTable } from "./row-table.ts";

/** Some programs write the newest reading first. A clock set back now and then is something else. */
const BACKWARD_SHARE = 0.9;

/** Rows in the order they were taken, where their times fall all along; else null. */
export function turnedRound(table: RowTable, rows: Uint32Array): Uint32Array | null {
  if (table.timeKind === null || rows.length < 3) return null;
  let [backward, forward, before] = [0, 0, Number.NaN];
  for (const row of rows) {
    const atS = table.atS[row] ?? Number.NaN;
    if (atS < before) backward += 1;
    else if (atS > before) forward += 1;
    before = atS;
  }
  return backward > 0 && backward >= BACKWARD_SHARE * (backward + forward) ? rows.toReversed() : null;
}
