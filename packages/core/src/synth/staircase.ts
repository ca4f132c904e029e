/** A level that holds from `fromS` on until the next one. */
export interface Level {
  fromS: number;
  mib: number;
}

/** Levels in order of time; before the first one the level is 0. */
export type Staircase = (ageS: number) => number;

export function staircase(levels: readonly Level[]): Staircase {
  const sorted = levels.toSorted((a, b) => a.fromS - b.fromS);
  return (ageS) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.fromS ?? 0) <= ageS) low = middle + 1;
      else high = middle;
    }
    return sorted[low - 1]?.mib ?? 0;
  };
}

/** Levels from increments, each on top of what came before. */
export function risingStaircase(steps: readonly Level[]): Staircase {
  let sum = 0;
  return staircase(steps.toSorted((a, b) => a.fromS - b.fromS).map(({ fromS, mib }) => ({ fromS, mib: (sum += mib) })));
}
