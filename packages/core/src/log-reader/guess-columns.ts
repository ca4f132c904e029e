import { err, ok, type Result } from "../result.ts";
import { memoryCell } from "./memory-cell.ts";
import { plainNumber } from "./plain-number.ts";
import { timeCell } from "./time-cell.ts";

/** What the cells of one column look like. */
type Kind = "time" | "uuid" | "bus" | "memory" | "number" | "other";

interface Guess {
  kind: Kind;
  position: number;
  /** Of `memory` and `number`, by row; null where there is none. */
  values: (number | null)[];
}

/** Titles by position; null where it could be otherwise. */
type Named = Map<number, string> | null;

/**
 * Titles for rows without a line of titles, where the cells leave no doubt. Fails with what is in doubt.
 * @param rows Rows of equal length.
 */
export function guessTitles(rows: readonly (readonly string[])[]): Result<string[], string> {
  const width = rows[0]?.length ?? 0;
  const guesses = Array.from({ length: width }, (_, position) => guessOf(rows, position));
  const titles = guesses.map(({ kind }, position) => PLAIN_TITLES.get(kind) ?? `column ${position + 1}`);
  const memory = guesses.filter(({ kind }) => kind === "memory");
  const numbers = guesses.filter(({ kind }) => kind === "number");
  const named = memory.length > 0 ? nameMemory(memory, numbers) : nameNumbers(numbers, titles.includes("timestamp"));
  if (named === null)
    return err(
      "there is no line of titles, and the columns cannot be told apart. " +
        "Say what they are, e.g. --columns timestamp,index,memory.used,memory.total",
    );
  named.forEach((title, position) => (titles[position] = title));
  return ok(titles);
}

const PLAIN_TITLES = new Map<Kind, string>([
  ["time", "timestamp"],
  ["uuid", "uuid"],
  ["bus", "bus_id"],
]);

const KIND_TESTS: readonly [Kind, (cell: string) => boolean][] = [
  ["number", (cell) => plainNumber(cell) !== null],
  ["memory", (cell) => typeof memoryCell(cell, 1) === "number"],
  ["time", (cell) => timeCell(cell, 1)?.kind === "calendar"],
  ["uuid", (cell) => /^(GPU|MIG)-[0-9a-f-]{8,}/i.test(cell)],
  ["bus", (cell) => /^[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]$/i.test(cell)],
];

/** A bad row among the first must not hide what a column is. */
const LEAST_SHARE = 0.8;

function guessOf(rows: readonly (readonly string[])[], position: number): Guess {
  const cells = rows.map((row) => row[position] ?? "");
  const values = cells.map((cell) => memoryCell(cell, 1)).map((value) => (typeof value === "number" ? value : null));
  const filled = cells.filter((cell) => memoryCell(cell, 1) !== "unavailable");
  const fits = (test: (cell: string) => boolean): boolean =>
    filled.length > 0 && filled.filter(test).length >= LEAST_SHARE * filled.length;
  return { kind: KIND_TESTS.find(([, test]) => fits(test))?.[0] ?? "other", position, values };
}

function nameMemory(memory: readonly Guess[], numbers: readonly Guess[]): Named {
  const named = nameUsedAndTotal(memory, "");
  const [first] = numbers;
  return first !== undefined && isIndex(first) ? (named?.set(first.position, "index") ?? null) : named;
}

function nameNumbers(numbers: readonly Guess[], hasTime: boolean): Named {
  const [first, ...rest] = numbers;
  if (first === undefined) return null;
  const title = rest.length === 0 ? null : leadingTitle(first, hasTime);
  if (title === null) return nameUsedAndTotal(numbers, " [MiB]");
  return nameUsedAndTotal(rest, " [MiB]")?.set(first.position, title) ?? null;
}

function leadingTitle(first: Guess, hasTime: boolean): string | null {
  if (!hasTime && isClock(first)) return "time_s";
  return isIndex(first) ? "index" : null;
}

/** One column is used memory; of two, total is the one that stands still above the other. */
function nameUsedAndTotal([first, second, ...more]: readonly Guess[], unit: string): Named {
  if (first === undefined || more.length > 0) return null;
  if (second === undefined) return new Map([[first.position, `memory.used${unit}`]]);
  const pair = [
    [first, second],
    [second, first],
  ] as const;
  const [used, total] = pair.find(([lower, upper]) => isTotalOf(upper, lower)) ?? [];
  if (used === undefined || total === undefined) return null;
  return new Map([
    [used.position, `memory.used${unit}`],
    [total.position, `memory.total${unit}`],
  ]);
}

/** Boards of one machine may differ, a board's total does not change: few values, and none below what is used. */
function isTotalOf(total: Guess, used: Guess): boolean {
  const known = total.values.filter((value) => value !== null);
  const covers = total.values.every((value, row) => value === null || value >= (used.values[row] ?? 0));
  return covers && new Set(known).size <= Math.max(1, known.length / 4);
}

/** Small whole numbers that count through the devices again and again, or one device's number throughout. */
function isIndex({ values }: Guess): boolean {
  const count = new Set(values).size;
  const least = Math.min(...values.map((value) => value ?? 0));
  return least >= 0 && values.every((value, row) => value === least + (row % count) && value < 64);
}

/** Rising all along by steps that hardly differ, from 0 or from 1970. */
function isClock({ values }: Guess): boolean {
  const known = values.filter((value) => value !== null);
  const [start = 0] = known;
  if (known.length < 3 || (start >= 2 && start < 1e9)) return false;
  const steps = known.slice(1).map((value, row) => value - (known[row] ?? 0));
  const ordered = steps.toSorted((a, b) => a - b);
  const usual = ordered[Math.floor(ordered.length / 2)] ?? 0;
  const evenCount = steps.filter((step) => Math.abs(step - usual) <= 0.25 * usual).length;
  return usual > 0 && (ordered[0] ?? 0) >= 0 && evenCount >= 0.5 * steps.length;
}
