/** Most GPUs looked for among rows that do not name theirs. */
const MOST_DEVICES = 16;
/** Rows looked at: turns that are taken are taken from the beginning. */
const MOST_ROWS = 20_000;

/**
 * How many devices take turns, from the totals of their boards: the shortest rhythm in which they repeat. 1 where all
 * are equal or hardly ever change, null where they differ without a rhythm.
 */
export function turnsOfTotals(totalBytes: Float64Array): number | null {
  const known = totalBytes.subarray(0, MOST_ROWS);
  const first = known.find((total) => !Number.isNaN(total));
  if (first === undefined || known.every((total) => Number.isNaN(total) || total === first)) return 1;
  for (let count = 2; count <= Math.min(MOST_DEVICES, known.length / 2); count++)
    if (repeats(known, count)) return changeCount(known) * count >= known.length ? count : 1;
  return null;
}

/** Boards in turn change the total once in each round, and back. */
const changeCount = (values: Float64Array): number =>
  values.reduce((changes, value, row) => (row > 0 && value !== values[row - 1] ? changes + 1 : changes), 0);

function repeats(values: Float64Array, lag: number): boolean {
  let equal = 0;
  for (let row = lag; row < values.length; row++) if (values[row] === values[row - lag]) equal += 1;
  return equal >= 0.9 * (values.length - lag);
}

/** Share of the change from row to row that is left from a row to the next one of the same device. */
const MOST_LEFT_SHARE = 0.3;

/**
 * How many devices take turns, from their levels: rows jump from one to the next all along, and hardly change from one
 * round to the next. 1 where nothing says so. A sawtooth does not keep in step with the readings so exactly.
 */
export function turnsOfLevels(usedBytes: Float64Array): number {
  const used = usedBytes.subarray(0, MOST_ROWS);
  const change = meanChange(used, 1);
  for (let count = 2; count <= Math.min(MOST_DEVICES, used.length / 3); count++)
    if (meanChange(used, count) <= MOST_LEFT_SHARE * change && jumpsEveryRound(used, count, change)) return count;
  return 1;
}

/** How much of the change from row to row is left at this lag; 0 where rows do not change. */
export function leftShare(usedBytes: Float64Array, lag: number): number {
  const used = usedBytes.subarray(0, MOST_ROWS);
  const change = meanChange(used, 1);
  return change === 0 ? 1 : meanChange(used, lag) / change;
}

function meanChange(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let row = lag; row < values.length; row++) sum += Math.abs((values[row] ?? 0) - (values[row - lag] ?? 0));
  return sum / Math.max(1, values.length - lag);
}

/** Of all rounds, nearly each must hold a jump: a few busy minutes are not turns. */
function jumpsEveryRound(values: Float64Array, count: number, change: number): boolean {
  const rounds = Math.floor(values.length / count);
  let jumping = 0;
  for (let round = 0; round < rounds; round++) {
    const part = values.subarray(round * count, round * count + count + 1);
    if (part.some((value, row) => row > 0 && Math.abs(value - (part[row - 1] ?? 0)) >= change / 2)) jumping += 1;
  }
  return change > 0 && jumping >= 0.9 * rounds;
}
