/** Text that arrives in pieces, as lines. */
export interface LineSplitter {
  add(text: string): void;
  /** The last line, where it has no end. */
  finish(): void;
}

/** Longer lines are no rows of a log; they are handed on in pieces, so that a file without lines needs no memory. */
const LONGEST_LINE = 16 * 2 ** 20;

/**
 * @param onLine Called for each line, blank ones too, without \n, \r\n and the file's byte order mark; `isEnded` is false for
 * a last line without an end, which may have been cut.
 */
export function createLineSplitter(onLine: (line: string, isEnded: boolean) => void): LineSplitter {
  let rest = "";
  let isFirst = true;
  const emit = (line: string, isEnded = true): void => {
    const whole = line.endsWith("\r") ? line.slice(0, -1) : line;
    onLine(isFirst && whole.startsWith("\u{feff}") ? whole.slice(1) : whole, isEnded);
    isFirst = false;
  };
  return {
    add(text) {
      const all = rest + text;
      let start = 0;
      for (let end = all.indexOf("\n"); end !== -1; end = all.indexOf("\n", start)) {
        emit(all.slice(start, end));
        start = end + 1;
      }
      rest = all.slice(start);
      if (rest.length < LONGEST_LINE) return;
      emit(rest);
      rest = "";
    },
    finish() {
      if (rest !== "") emit(rest, false);
      rest = "";
    },
  };
}
