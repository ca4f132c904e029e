import { addBadRow, type BadRows } from "./bad-rows.ts";
import { cutProblem } from "./cut-row.ts";
import { layoutOfTitleLine } from "./find-layout.ts";
import type { Layout } from "./layout.ts";
import type { LogLine } from "./log-reader.ts";
import { plainNumber } from "./plain-number.ts";
import { parseRow, type ParsedRow, type RowProblem } from "./parse-row.ts";
import { addRow, type RowTable } from "./row-table.ts";
import { splitCells } from "./split-cells.ts";
import { guessTimeUnitS } from "./time-cell.ts";

/** Takes lines of rows, in the file's order. */
export interface RowReader {
  add(line: LogLine): void;
}

export function createRowReader(first: Layout, table: RowTable, bad: BadRows): RowReader {
  let layout = first;
  let secondsPerUnit = 1;
  let ordinal = 0;
  let before: readonly string[] | null = null;
  const deviceOf = createDeviceIndex(table);
  const parse = (cells: readonly string[]): ParsedRow | RowProblem => {
    if (table.timeKind === null) secondsPerUnit = timeUnitOf(layout, cells);
    const row = parseRow(cells, { layout, secondsPerUnit });
    return "usedBytes" in row ? (timeProblem(row, layout, table) ?? row) : row;
  };
  // A recording that was started again begins with its titles again.
  const isTitles = (text: string): boolean => {
    const again = layoutOfTitleLine(text);
    if (again?.ok === true) layout = again.value;
    return again?.ok === true;
  };
  const keep = (row: ParsedRow): void => {
    table.timeKind ??= row.time?.kind ?? null;
    const { usedBytes, totalBytes, time } = row;
    addRow(table, { atS: time?.atS ?? null, usedBytes, totalBytes, device: deviceOf(row), ordinal: ordinal++ });
  };
  const whole = (row: ParsedRow | RowProblem, cells: readonly string[]): ParsedRow | RowProblem => {
    if (!("usedBytes" in row)) return row;
    const isTotalKnown = row.totalBytes === null || table.totalBytes.subarray(0, table.count).includes(row.totalBytes);
    return cutProblem({ cells, before, isTotalKnown }, layout) ?? row;
  };
  return {
    add({ text, number, isEnded }) {
      const cells = splitCells(text, layout.separator);
      const parsed = cells === null ? OPEN_QUOTE : parse(cells);
      const row = isEnded ? parsed : whole(parsed, cells ?? []);
      if ("usedBytes" in row) {
        before = cells;
        return keep(row);
      }
      if (isTitles(text)) return;
      // A reading that failed still has its place among the GPUs that take turns.
      if (cells?.length === layout.columns.length) ordinal += 1;
      addBadRow(bad, { lineNumber: number, ...row, found: row.column === null ? text : row.found });
    },
  };
}

const OPEN_QUOTE: RowProblem = { column: null, expected: 'a closing " for each opening one', found: "" };

/** As the titles say, else as the first number suggests. */
function timeUnitOf({ time, columns }: Layout, cells: readonly string[]): number {
  const value = plainNumber(cells[time] ?? "") ?? 0;
  return columns[time]?.secondsPerUnit ?? guessTimeUnitS(value);
}

function timeProblem({ time }: ParsedRow, layout: Layout, { timeKind }: RowTable): RowProblem | null {
  if (time === null || timeKind === null || time.kind === timeKind) return null;
  const expected =
    timeKind === "calendar" ? "a date and time, as in the rows before" : "seconds, as in the rows before";
  return { column: layout.columns[layout.time]?.title ?? null, expected, found: String(time.atS) };
}

function createDeviceIndex(table: RowTable): (row: ParsedRow) => number {
  const known = new Map<string, number>();
  return ({ identity, index }) => {
    const found = known.get(identity);
    if (found !== undefined) return found;
    const device = table.devices.length;
    known.set(identity, device);
    table.devices.push({ identity, index });
    return device;
  };
}
