/**
 * Cells of one line of a table, without the blanks around them. Quoted cells may hold separators and doubled quotes;
 * null where a quote is not closed.
 */
export function splitCells(line: string, separator: string): string[] | null {
  if (!line.includes('"')) return plainCells(line, separator);
  const cells: string[] = [];
  let from = 0;
  while (from <= line.length) {
    const cell = line.slice(from).trimStart().startsWith('"')
      ? quotedCell(line, from, separator)
      : plainCell(line, from, separator);
    if (cell === null) return null;
    cells.push(cell.text);
    from = cell.end + 1;
  }
  return cells;
}

const BLANK = 32;
const LAST_PRINTED = 126;

/** One slice a cell: most have nothing around them, or the one blank behind a comma. */
function plainCells(line: string, separator: string): string[] {
  const cells: string[] = [];
  for (let from = 0; ;) {
    const found = line.indexOf(separator, from);
    const end = found === -1 ? line.length : found;
    const start = line.charCodeAt(from) === BLANK ? from + 1 : from;
    const isClean = start < end && isPrinted(line.charCodeAt(start)) && isPrinted(line.charCodeAt(end - 1));
    cells.push(isClean ? line.slice(start, end) : line.slice(from, end).trim());
    if (found === -1) return cells;
    from = end + separator.length;
  }
}

const isPrinted = (code: number): boolean => code > BLANK && code <= LAST_PRINTED;

interface Cell {
  text: string;
  /** Position of the separator behind it, or the line's length. */
  end: number;
}

function plainCell(line: string, from: number, separator: string): Cell {
  const found = line.indexOf(separator, from);
  const end = found === -1 ? line.length : found;
  return { text: line.slice(from, end).trim(), end };
}

function quotedCell(line: string, from: number, separator: string): Cell | null {
  let text = "";
  let start = line.indexOf('"', from) + 1;
  for (;;) {
    const quote = line.indexOf('"', start);
    if (quote === -1) return null;
    text += line.slice(start, quote);
    if (line[quote + 1] !== '"') {
      const rest = plainCell(line, quote + 1, separator);
      return { text: text.trim() + rest.text, end: rest.end };
    }
    text += '"';
    start = quote + 2;
  }
}
