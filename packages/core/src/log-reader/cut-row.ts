import type { Layout } from "./layout.ts";
import type { RowProblem } from "./parse-row.ts";

/** A row that reads well, and the one before it. */
export interface LastRow {
  cells: readonly string[];
  /** Cells of the row before; null where there is none. */
  before: readonly string[] | null;
  /** Whether an earlier row gives the same total; true where this one gives none. */
  isTotalKnown: boolean;
}

const UNIT = /[A-Za-z]$/;

/**
 * A last line that nothing ends may have lost the end of its last cell: "79" of "7980 MiB" would be a reading like any
 * other. Null where the cell is whole, as far as the rows before tell.
 */
export function cutProblem({ cells, before, isTotalKnown }: LastRow, layout: Layout): RowProblem | null {
  const position = layout.columns.length - 1;
  const [found = "", model = ""] = [cells[position], before?.[position]];
  const whole = wholeCell(layout, position, { found, model, isTotalKnown });
  if (whole === null) return null;
  return { column: layout.columns[position]?.title ?? null, expected: `${whole}: the last line is cut`, found };
}

/** What the cell would be if it were whole; null where it is. */
function wholeCell(
  { used, total, free, reserved }: Layout,
  position: number,
  { found, model, isTotalKnown }: { found: string; model: string; isTotalKnown: boolean },
): string | null {
  const isMemory = [used, total, free, reserved].includes(position);
  if (isMemory && UNIT.test(model) && !UNIT.test(found)) return `an amount with its unit, such as ${model}`;
  const isShort = found !== model && model.startsWith(found);
  return position === total && !isTotalKnown && isShort ? `a total such as ${model}` : null;
}
