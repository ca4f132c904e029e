import { parse } from "smol-toml";

/**
 * Line (from 1) on which a top-level key or table of a valid TOML text first stands. The parser keeps no positions, so
 * lines that look right are tried: the text before the right one is valid by itself and lacks the key, and with that line
 * it has the key or is cut off inside a value. That tells it from the same words in a multi-line text or in a table.
 */
export function lineOfKey(text: string, key: string): number {
  const lines = text.split("\n");
  const upTo = (count: number): boolean | null => hasKey(lines.slice(0, count).join("\n"), key);
  const found = lines.findIndex(
    (line, index) => names(line, key) && upTo(index) === false && upTo(index + 1) !== false,
  );
  return found === -1 ? 1 : found + 1;
}

function names(line: string, key: string): boolean {
  const first = /^\s*\[{0,2}\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*[=.\]]/.exec(line);
  return first !== null && (first[1] ?? first[2] ?? first[3]) === key;
}

/** Null where the text is not valid, since it ends inside a value. */
function hasKey(text: string, key: string): boolean | null {
  try {
    return Object.hasOwn(parse(text), key);
  } catch {
    return null;
  }
}
