import { err, type Result } from "../result.ts";
import { areTitles } from "./columns.ts";
import { guessTitles } from "./guess-columns.ts";
import { layoutOf, type Layout } from "./layout.ts";
import type { LogLine } from "./log-reader.ts";
import { splitCells } from "./split-cells.ts";

export interface FoundLayout {
  layout: Layout;
  note: string;
}

const SEPARATORS = [",", "\t", ";"] as const;

/** The layout a line of titles gives; null for any other line. */
export function layoutOfTitleLine(line: string): Result<Layout, string> | null {
  for (const separator of SEPARATORS) {
    const cells = splitCells(line, separator);
    if (cells !== null && areTitles(cells)) return layoutOf(cells, separator);
  }
  return null;
}

/** The layout of a log whose columns somebody has named. */
export const layoutAsTold = (titles: readonly string[], lines: readonly LogLine[]): Result<Layout, string> =>
  layoutOf(titles, separatorOf(lines));

/** The layout of rows without titles, concluded from their cells. */
export function guessLayout(lines: readonly LogLine[]): Result<FoundLayout, string> {
  const separator = separatorOf(lines);
  const rows = lines.map(({ text }) => splitCells(text, separator) ?? []);
  const width = usualWidth(rows);
  const titles = guessTitles(rows.filter((row) => row.length === width));
  if (!titles.ok) return err(titles.error);
  const layout = layoutOf(titles.value, separator);
  if (!layout.ok) return layout;
  const words = titles.value.join(", ");
  return {
    ok: true,
    value: { layout: layout.value, note: `There is no line of titles; the columns were taken for ${words}.` },
  };
}

/** The separator most lines have. */
function separatorOf(lines: readonly LogLine[]): string {
  const counts = SEPARATORS.map((separator) => lines.filter(({ text }) => text.includes(separator)).length);
  const most = Math.max(...counts);
  return SEPARATORS[counts.indexOf(most)] ?? ",";
}

function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [widest] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]);
  return widest?.[0] ?? 0;
}
