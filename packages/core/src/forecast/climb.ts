/** A sudden rise that began a new phase. */
export interface SuddenRise {
  atS: number;
  ratio: number;
  /** The rise of its last sample alone. */
  stepRatio: number;
}

const ENOUGH = 3;
const SHORTEST_GAP_S = 50;
const MOST_UNLIKE = 2;

/** Large steps of one size at one pace are growth and not shifts: the longest such climb up to now, or null. */
export function findClimb(rises: readonly SuddenRise[]): readonly SuddenRise[] | null {
  let found: readonly SuddenRise[] | null = null;
  for (let count = ENOUGH; count <= rises.length && isClimb(rises.slice(-count)); count += 1)
    found = rises.slice(-count);
  return found;
}

function isClimb(rises: readonly SuddenRise[]): boolean {
  const gaps = rises.slice(1).map((rise, i) => rise.atS - (rises[i]?.atS ?? rise.atS));
  return alike(gaps) && alike(rises.map((rise) => rise.ratio)) && Math.min(...gaps) >= SHORTEST_GAP_S;
}

function alike(values: readonly number[]): boolean {
  return Math.max(...values) <= MOST_UNLIKE * Math.min(...values);
}
