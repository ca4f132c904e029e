/** A row that was left out. */
export interface BadRow {
  /** Counted from 1. */
  lineNumber: number;
  /** Title of the column, or what stands for it; null where the row as a whole is wrong. */
  column: string | null;
  expected: string;
  /** What stood there, shortened. */
  found: string;
}

export interface BadRows {
  count: number;
  first: BadRow[];
}

const KEPT_ROWS = 5;
const LONGEST_FOUND = 60;

export const noBadRows = (): BadRows => ({ count: 0, first: [] });

export function addBadRow(rows: BadRows, row: BadRow): void {
  rows.count += 1;
  if (rows.first.length < KEPT_ROWS) rows.first.push({ ...row, found: shortened(row.found) });
}

const shortened = (text: string): string =>
  text.length <= LONGEST_FOUND ? text : `${text.slice(0, LONGEST_FOUND - 3)}...`;

/** "line 7, memory.used [MiB]: expected an amount of memory, such as 1234 MiB or 1234, not "ERR!"" */
export function badRowText({ lineNumber, column, expected, found }: BadRow): string {
  const place = column === null ? `line ${lineNumber}` : `line ${lineNumber}, ${column}`;
  return `${place}: expected ${expected}, not ${JSON.stringify(found)}`;
}
