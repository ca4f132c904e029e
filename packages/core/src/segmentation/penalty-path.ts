import { ok, type Result } from "../result.ts";
import { refuse, type SegmentationRefusal } from "./refusal.ts";
import { checkOptions, checkSamples, findMeans, type MeanSegmentation } from "./segment-means.ts";

/** One optimum and the penalties for which it is one. */
export interface PathStep extends MeanSegmentation {
  segmentCount: number;
  fromPenalty: number;
  toPenalty: number;
}

export interface PenaltyPath {
  /** From the fewest segments (highest penalty) to the most. */
  steps: PathStep[];
  /** False when the limit of searches was reached: then optima may be missing between two steps. */
  complete: boolean;
}

export interface PathOptions {
  lowPenalty: number;
  highPenalty: number;
  minSize: number;
  /** Searches allowed; each takes as long as one segmentation. */
  maxSearches?: number;
}

interface Probe extends MeanSegmentation {
  penalty: number;
}

const DEFAULT_MAX_SEARCHES = 200;

/**
 * Every optimum between two penalties (CROPS: Haynes, Eckley, Fearnhead 2017). Between two optima with different numbers
 * of segments the next penalty to try is the one at which both cost the same; if nothing better shows there, nothing
 * lies between.
 */
export function penaltyPath(samples: Float64Array, options: PathOptions): Result<PenaltyPath, SegmentationRefusal> {
  const { lowPenalty, highPenalty, minSize, maxSearches = DEFAULT_MAX_SEARCHES } = options;
  const refusal =
    checkOptions({ penalty: lowPenalty, minSize }) ??
    checkOptions({ penalty: highPenalty, minSize }) ??
    checkSamples(samples, minSize);
  if (refusal !== null) return refusal;
  if (lowPenalty > highPenalty)
    return refuse("bad_option", `penalties from ${lowPenalty} to ${highPenalty}: expected the lower one first`);
  const probe = (penalty: number): Probe => ({ ...findMeans(samples, { penalty, minSize }), penalty });
  const low = probe(lowPenalty);
  const high = probe(highPenalty);
  const { optima, complete } = between(high, low, { probe, searchesLeft: maxSearches - 2 });
  return ok({ steps: toSteps(optima, options), complete });
}

interface Prober {
  probe: (penalty: number) => Probe;
  searchesLeft: number;
}

function between(high: Probe, low: Probe, prober: Prober): { optima: Probe[]; complete: boolean } {
  const optima = new Map<number, Probe>([high, low].map((probe) => [probe.changePoints.length, probe]));
  const open: [Probe, Probe][] = [[high, low]];
  let searchesLeft = prober.searchesLeft;
  for (let pair = open.shift(); pair !== undefined; pair = open.shift()) {
    const [fewer, more] = pair;
    if (more.changePoints.length <= fewer.changePoints.length + 1) continue;
    if (searchesLeft-- <= 0) return { optima: [...optima.values()], complete: false };
    const middle = prober.probe(balance(fewer, more));
    if (!isNew(middle, fewer, more)) continue;
    optima.set(middle.changePoints.length, middle);
    open.push([fewer, middle], [middle, more]);
  }
  return { optima: [...optima.values()], complete: true };
}

const isNew = (middle: Probe, fewer: Probe, more: Probe): boolean =>
  middle.changePoints.length > fewer.changePoints.length && middle.changePoints.length < more.changePoints.length;

/** The penalty at which both cost the same. */
const balance = (fewer: MeanSegmentation, more: MeanSegmentation): number =>
  Math.max(0, (fewer.cost - more.cost) / (more.changePoints.length - fewer.changePoints.length));

function toSteps(optima: Probe[], { lowPenalty, highPenalty }: PathOptions): PathStep[] {
  const ordered = optima.toSorted((a, b) => a.changePoints.length - b.changePoints.length);
  const edges = ordered.slice(1).map((more, index) => balance(ordered[index] ?? more, more));
  return ordered.map(({ changePoints, cost }, index) => ({
    changePoints,
    cost,
    segmentCount: changePoints.length,
    fromPenalty: edges[index] ?? lowPenalty,
    toPenalty: index === 0 ? highPenalty : (edges[index - 1] ?? highPenalty),
  }));
}
