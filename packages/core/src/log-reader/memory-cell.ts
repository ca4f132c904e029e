import { plainNumber } from "./plain-number.ts";

/** Bytes in a unit as logs write it. Scripts that say MB mean what the driver counts in: 2^20 bytes. */
const UNIT_BYTES: ReadonlyMap<string, number> = new Map([
  ["b", 1],
  ["byte", 1],
  ["bytes", 1],
  ...(["k", "m", "g", "t"] as const).flatMap((letter, index) =>
    [`${letter}ib`, `${letter}b`].map((unit): [string, number] => [unit, 2 ** (10 * (index + 1))]),
  ),
]);

export const MIB = 2 ** 20;

/** 1 PiB: far beyond any GPU. */
const MOST_BYTES = 2 ** 50;

/** Null for a word that is no unit of memory. */
export const unitBytes = (unit: string): number | null => UNIT_BYTES.get(unit.toLowerCase()) ?? null;

/** What stands in a cell: bytes, or why there are none. */
export type CellValue = number | "unavailable" | "bad";

const UNAVAILABLE = /^(\[.*\]|n\/?a|nan|none|null|not (supported|available|found)|unknown( error)?|err!?|-+)?$/i;

/** `1234 MiB`, `1234`, `[N/A]`. @param bytesPerUnit For a number without a unit. */
export function memoryCell(cell: string, bytesPerUnit: number): CellValue {
  // Nearly every cell of a log ends so.
  const isMib = cell.endsWith(" MiB");
  const count = plainNumber(isMib ? cell.slice(0, -4) : cell);
  return count === null ? unusualCell(cell) : inRange(count * (isMib ? MIB : bytesPerUnit));
}

function unusualCell(cell: string): CellValue {
  const parts = /^([0-9.eE+-]+)\s*([A-Za-z]+)$/.exec(cell);
  if (parts === null) return UNAVAILABLE.test(cell) ? "unavailable" : "bad";
  const number = plainNumber(parts[1] ?? "");
  const bytes = unitBytes(parts[2] ?? "");
  return number === null || bytes === null ? "bad" : inRange(number * bytes);
}

const inRange = (bytes: number): CellValue => (bytes >= 0 && bytes <= MOST_BYTES ? bytes : "bad");
