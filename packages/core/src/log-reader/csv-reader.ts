import { err, ok, type Result } from "../result.ts";
import { addBadRow, badRowText, noBadRows, type BadRow } from "./bad-rows.ts";
import { guessLayout, layoutAsTold, layoutOfTitleLine } from "./find-layout.ts";
import type { Layout } from "./layout.ts";
import type { LogLine, LogReader } from "./log-reader.ts";
import { createRowReader, type RowReader } from "./row-reader.ts";
import { emptyTable } from "./row-table.ts";

/** Lines looked at for titles before the columns are concluded from their cells. */
const LOOK_AHEAD = 64;

/** Reads nvidia-smi's CSV and tables like it. @param titles Names of the columns; null where the log itself is to say. */
export function createCsvReader(titles: readonly string[] | null): LogReader {
  const table = emptyTable();
  const bad = noBadRows();
  const notes: string[] = [];
  const waiting: LogLine[] = [];
  let rows: RowReader | null = null;
  let failure: string | null = null;
  let lineNumber = 0;
  const begin = (found: Result<Layout, string>, data: readonly LogLine[]): void => {
    if (found.ok) rows = createRowReader(found.value, table, bad);
    else failure = found.error;
    for (const line of data) rows?.add(line);
  };
  const beginWithTitles = (found: Result<Layout, string>): void => {
    const before = waiting.slice(0, -1);
    for (const { text, number } of before)
      addBadRow(bad, { lineNumber: number, column: null, expected: "the titles of the columns", found: text });
    begin(found, []);
  };
  const beginWithout = (): void => {
    if (titles !== null) return begin(layoutAsTold(titles, waiting), waiting);
    const guessed = guessLayout(waiting);
    if (guessed.ok) notes.push(guessed.value.note);
    begin(guessed.ok ? ok(guessed.value.layout) : guessed, waiting);
  };
  return {
    addLine(text, isEnded = true) {
      lineNumber += 1;
      if (failure !== null || text.trim() === "") return;
      const line = { text, number: lineNumber, isEnded };
      if (rows !== null) return rows.add(line);
      waiting.push(line);
      const found = titles === null ? layoutOfTitleLine(text) : null;
      if (found !== null) beginWithTitles(found);
      else if (waiting.length === LOOK_AHEAD) beginWithout();
    },
    end() {
      if (waiting.length === 0) return err("the file is empty.");
      if (rows === null && failure === null) beginWithout();
      if (failure !== null) return err(failure);
      return table.count > 0 ? ok({ table, bad, notes }) : err(noGoodRow(bad.first, bad.count));
    },
  };
}

function noGoodRow(first: readonly BadRow[], count: number): string {
  const lines = first.map((row) => `\n  ${badRowText(row)}`).join("");
  return count === 0 ? "there is not one row below the titles." : `not one good row among ${count}.${lines}`;
}
