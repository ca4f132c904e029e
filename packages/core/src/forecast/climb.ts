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

/** Large steps of one size at one pace are growth and not shifts: the rises that make such a climb, or null. */
export function findClimb(rises: readonly SuddenRise[]): SuddenRise[] | null {
  const last = rises.slice(-ENOUGH);
  if (last.length < ENOUGH) return null;
  const gaps = last.slice(1).map((rise, i) => rise.atS - (last[i]?.atS ?? rise.atS));
  const areAlike = alike(gaps) && alike(last.map((rise) => rise.ratio));
  return areAlike && Math.min(...gaps) >= SHORTEST_GAP_S ? last : null;
}

function alike(values: number[]): boolean {
  return Math.max(...values) <= MOST_UNLIKE * Math.min(...values);
}
