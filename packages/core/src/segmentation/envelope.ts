import type { SquaredError } from "./squared-error.ts";

/** What the search knows of a position: the best total up to it, at `total`, in the cost's unit. */
export interface Search {
  cost: SquaredError;
  penalty: number;
  total: Float64Array;
}

/**
 * The candidates for the last change that can still win, by the level of the last segment: piece `i` covers levels from
 * `upper[i - 1]` (`lowest` for the first) to `upper[i]` and is held by `candidate[i]`, which is the cheapest
 * there. All that differs between two candidates at one level is fixed when the newer one appears, so a piece once lost
 * is lost for good (Maidstone et al. 2017).
 */
export interface Envelope {
  lowest: number;
  size: number;
  /** The least of `value`. */
  least: number;
  candidate: Int32Array;
  upper: Float64Array;
  /** Filled by `measure`: for each piece its cheapest total, the level where it is reached, and the samples it spans. */
  value: Float64Array;
  level: Float64Array;
  span: Float64Array;
  /** Room for the next state; swapped in by `insert`. */
  spareSize: number;
  spareCandidate: Int32Array;
  spareUpper: Float64Array;
}

/** Position 0 alone, the cheapest at every level of the series. */
export function createEnvelope(cost: SquaredError): Envelope {
  const room = 64;
  const envelope = {
    lowest: cost.low,
    size: 1,
    least: Infinity,
    candidate: new Int32Array(room),
    upper: new Float64Array(room),
    value: new Float64Array(room),
    level: new Float64Array(room),
    span: new Float64Array(room),
    spareSize: 0,
    spareCandidate: new Int32Array(room),
    spareUpper: new Float64Array(room),
  };
  envelope.upper[0] = cost.high;
  return envelope;
}

/** Measures every piece at `position`; returns the candidate whose last segment, up to there, gives the least total. */
// One loop over the pieces that runs at every sample; what counts as branches are reads of typed arrays.
// oxlint-disable-next-line complexity
export function measure(envelope: Envelope, search: Search, position: number): number {
  const { candidate, value, level, span, size } = envelope;
  const { total, penalty } = search;
  const { count, sum, squareSum } = search.cost;
  const [countHere, sumHere, squaresHere] = [count[position] ?? 0, sum[position] ?? 0, squareSum[position] ?? 0];
  let [best, least] = [0, Infinity];
  for (let piece = 0; piece < size; piece++) {
    const from = candidate[piece] ?? 0;
    const samples = countHere - (count[from] ?? 0);
    const added = sumHere - (sum[from] ?? 0);
    const mean = added / samples;
    const here = (total[from] ?? 0) + penalty + (squaresHere - (squareSum[from] ?? 0) - added * mean);
    span[piece] = samples;
    level[piece] = mean;
    value[piece] = here;
    if (here < least) {
      least = here;
      best = from;
    }
  }
  envelope.least = least;
  return best;
}

/**
 * Enters `position` as a candidate; `measure` must have been called for it. An older candidate stays the cheaper one
 * only within a distance of its own level, found by one square root; everything else goes to the new one.
 */
export function insert(envelope: Envelope, search: Search, position: number): void {
  makeRoom(envelope);
  const { candidate, upper, level, size } = envelope;
  const newcomer = (search.total[position] ?? 0) + search.penalty;
  envelope.spareSize = 0;
  let lower = envelope.lowest;
  for (let piece = 0; piece < size; piece++) {
    const to = upper[piece] ?? 0;
    const mean = level[piece] ?? 0;
    const radius = reach(envelope, piece, newcomer);
    const keepFrom = Math.max(lower, mean - radius);
    const keepTo = Math.min(to, mean + radius);
    if (keepFrom < keepTo) {
      if (keepFrom > lower) append(envelope, position, keepFrom);
      append(envelope, candidate[piece] ?? 0, keepTo);
    }
    if (!(keepFrom < keepTo) || keepTo < to) append(envelope, position, to);
    lower = to;
  }
  swap(envelope);
}

/** How far from its own level a piece stays cheaper than the newcomer; below 0 where it never is. */
function reach({ value, span }: Envelope, piece: number, newcomer: number): number {
  const slack = newcomer - (value[piece] ?? 0);
  return slack > 0 ? Math.sqrt(slack / (span[piece] ?? 1)) : -1;
}

// Neighbouring pieces of one candidate are one piece.
function append(envelope: Envelope, candidate: number, to: number): void {
  const last = envelope.spareSize - 1;
  if (last >= 0 && envelope.spareCandidate[last] === candidate) {
    envelope.spareUpper[last] = to;
    return;
  }
  envelope.spareCandidate[last + 1] = candidate;
  envelope.spareUpper[last + 1] = to;
  envelope.spareSize = last + 2;
}

function swap(envelope: Envelope): void {
  const { candidate, upper } = envelope;
  envelope.size = envelope.spareSize;
  envelope.candidate = envelope.spareCandidate;
  envelope.upper = envelope.spareUpper;
  envelope.spareCandidate = candidate;
  envelope.spareUpper = upper;
}

/** A newcomer can split every piece in three, and its own parts at the splits are one. */
function makeRoom(envelope: Envelope): void {
  if (envelope.spareUpper.length >= 2 * envelope.size + 1) return;
  const room = 4 * envelope.upper.length;
  const wider = (old: Float64Array) => {
    const array = new Float64Array(room);
    array.set(old);
    return array;
  };
  const candidate = new Int32Array(room);
  candidate.set(envelope.candidate);
  envelope.candidate = candidate;
  envelope.spareCandidate = new Int32Array(room);
  envelope.upper = wider(envelope.upper);
  envelope.spareUpper = new Float64Array(room);
  envelope.value = wider(envelope.value);
  envelope.level = wider(envelope.level);
  envelope.span = wider(envelope.span);
}
