import type { BadRow } from "./bad-rows.ts";
import type { Column } from "./columns.ts";
import type { Layout } from "./layout.ts";
import { memoryCell, type CellValue } from "./memory-cell.ts";
import { timeCell, type TimeReading } from "./time-cell.ts";

/** What a line says of one device, its columns understood. */
export interface ParsedRow {
  time: TimeReading | null;
  usedBytes: number;
  totalBytes: number | null;
  index: number | null;
  identity: string;
}

/** Which cell is wrong, and how. */
export type RowProblem = Pick<BadRow, "column" | "expected" | "found">;

export interface RowContext {
  layout: Layout;
  /** Seconds of a number in the time column. */
  secondsPerUnit: number;
}

export function parseRow(cells: readonly string[], context: RowContext): ParsedRow | RowProblem {
  const { layout } = context;
  if (cells.length !== layout.columns.length) return countProblem(cells, layout);
  const time = layout.time === -1 ? null : readTime(cells, context);
  if (time !== null && "column" in time) return time;
  const memory = readMemory(cells, layout);
  if ("column" in memory) return memory;
  const index = layout.index === -1 ? null : readIndex(cells, layout);
  if (typeof index === "object" && index !== null) return index;
  const { usedBytes, totalBytes } = memory;
  return { time, usedBytes, totalBytes, index, identity: cells[layout.identity] ?? "" };
}

function countProblem(cells: readonly string[], { columns, separator }: Layout): RowProblem {
  const cellsWord = columns.length === 1 ? "1 cell" : `${columns.length} cells`;
  return { column: null, expected: cellsWord, found: cells.join(separator) };
}

function readTime(cells: readonly string[], { layout, secondsPerUnit }: RowContext): TimeReading | RowProblem {
  const cell = cells[layout.time] ?? "";
  const expected = "a time, such as 2026/01/31 23:59:59.999, or seconds";
  return timeCell(cell, secondsPerUnit) ?? { column: titleOf(layout, layout.time), expected, found: cell };
}

function readMemory(
  cells: readonly string[],
  layout: Layout,
): { usedBytes: number; totalBytes: number | null } | RowProblem {
  const total = memoryAt(cells, layout, layout.total);
  if (total === "bad") return memoryProblem(cells, layout, layout.total);
  const totalBytes = total === "unavailable" || total === 0 ? null : total;
  const used = layout.used === -1 ? usedFromFree(cells, layout, totalBytes) : memoryAt(cells, layout, layout.used);
  if (typeof used === "number") return { usedBytes: used, totalBytes };
  return memoryProblem(cells, layout, layout.used === -1 ? layout.free : layout.used);
}

function usedFromFree(cells: readonly string[], layout: Layout, totalBytes: number | null): CellValue {
  const free = memoryAt(cells, layout, layout.free);
  const reserved = memoryAt(cells, layout, layout.reserved);
  if (typeof free !== "number" || totalBytes === null) return "unavailable";
  const used = totalBytes - free - (typeof reserved === "number" ? reserved : 0);
  return used >= 0 ? used : "bad";
}

const memoryAt = (cells: readonly string[], layout: Layout, position: number): CellValue =>
  position === -1 ? "unavailable" : memoryCell(cells[position] ?? "", layout.columns[position]?.bytesPerUnit ?? 1);

function memoryProblem(cells: readonly string[], layout: Layout, position: number): RowProblem {
  const found = cells[position] ?? "";
  return { column: titleOf(layout, position), expected: "an amount of memory, such as 1234 MiB or 1234", found };
}

function readIndex(cells: readonly string[], layout: Layout): number | RowProblem {
  const found = cells[layout.index] ?? "";
  if (/^\d{1,6}$/.test(found)) return Number(found);
  return { column: titleOf(layout, layout.index), expected: "the number of a GPU, such as 0", found };
}

const titleOf = ({ columns }: Layout, position: number): string | null => {
  const column: Column | undefined = columns[position];
  return column?.title ?? null;
};
