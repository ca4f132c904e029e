/** Rows written together, one for each GPU. */
export interface TimeGroups {
  /** Rows of a group. */
  size: number;
  /** First row of each group; a group ends where the next begins. */
  starts: number[];
  /** Usual time from group to group. */
  periodS: number;
}

/** Rows this much closer than readings usually are belong to one reading. */
const NEAR_SHARE = 0.25;
/** Of the distances between rows, so that groups of up to 20 show their period, and a few gaps do not. */
const PERIOD_QUANTILE = 0.95;
const LEAST_SHARE = 0.8;

/** Finds rows that come in groups of one size; null where they come one by one. */
export function findTimeGroups(atS: Float64Array): TimeGroups | null {
  if (atS.length > FIRST_ROWS && groupsOf(atS.subarray(0, FIRST_ROWS)) === null) return null;
  return groupsOf(atS);
}

/** Rows looked at first: most logs have no groups, and some are long. */
const FIRST_ROWS = 20_000;

function groupsOf(atS: Float64Array): TimeGroups | null {
  if (atS.length < 4) return null;
  const steps = atS.slice(1).map((time, row) => Math.abs(time - (atS[row] ?? 0)));
  const periodS = steps.toSorted()[Math.floor(PERIOD_QUANTILE * (steps.length - 1))] ?? 0;
  if (!(periodS > 0)) return null;
  const starts = [0];
  steps.forEach((step, row) => {
    if (step >= NEAR_SHARE * periodS) starts.push(row + 1);
  });
  const size = usualSize(starts, atS.length);
  return size === null || starts.length < 2 ? null : { size, starts, periodS };
}

function usualSize(starts: readonly number[], end: number): number | null {
  const counts = new Map<number, number>();
  starts.forEach((start, group) => {
    const size = (starts[group + 1] ?? end) - start;
    counts.set(size, (counts.get(size) ?? 0) + 1);
  });
  const [usual] = [...counts].toSorted((a, b) => b[1] - a[1]);
  if (usual === undefined || usual[0] < 2) return null;
  // The last group may be cut off by the end of the log.
  return usual[1] >= LEAST_SHARE * (starts.length - 1) ? usual[0] : null;
}
