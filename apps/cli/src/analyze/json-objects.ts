/** Pieces of text that should each be one JSON object, from lines. */
export interface ObjectSplitter {
  addLine(line: string): void;
  /** Hands on an object that was cut off by the end. */
  finish(): void;
}

/**
 * Objects may stand one a line or be spread over lines, as `snapshot --json` prints them.
 * @param onObject Gets the text and the line, counted from 1, on which it begins.
 */
export function createObjectSplitter(onObject: (text: string, lineNumber: number) => void): ObjectSplitter {
  let lines: string[] = [];
  let startLine = 0;
  let lineNumber = 0;
  let depth = 0;
  const handOn = (): void => {
    if (lines.length > 0) onObject(lines.join("\n"), startLine);
    lines = [];
    depth = 0;
  };
  return {
    addLine(line) {
      lineNumber += 1;
      // Inside an object every line is indented, but for its end: this is the next one, and the one before was cut off.
      if (line.startsWith("{") && lines.length > 0) handOn();
      if (line.trim() === "") return;
      if (lines.length === 0) startLine = lineNumber;
      lines.push(line);
      depth += depthOf(line);
      if (depth <= 0) handOn();
    },
    finish: handOn,
  };
}

/** Brackets opened less brackets closed, but for those inside of strings. */
function depthOf(line: string): number {
  let depth = 0;
  for (const { 0: token } of line.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === "{") depth += 1;
    else if (token === "}") depth -= 1;
  }
  return depth;
}
