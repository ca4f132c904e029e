import type { EnvelopeNodes } from "./envelope-nodes.ts";
import { growthShapes } from "./growth-shapes.ts";
import { NOISE_KINDS, noiseFilter, type NoiseKind } from "./noise-filter.ts";
import { coursesOf, fitTrend, type TrendFit, type WhiteLevels } from "./trend-fit.ts";

export interface WeightedFit extends TrendFit {
  /** Weights of a mixture sum to 1. */
  weight: number;
}

export interface FitMixture {
  fits: WeightedFit[];
  /** Points worth of evidence behind the scale of the noise. */
  evidence: number;
}

/** Fits below this share of the best one's weight change nothing. */
const NEGLIGIBLE = 0.004;

/** Every course under every kind of noise, weighed by how well it explains the points. */
export function fitMixture(nodes: EnvelopeNodes, roundingRatio: number): FitMixture {
  const spanS = -(nodes.timeS[0] ?? 0);
  const courses = coursesOf(nodes, growthShapes(spanS));
  const evidence = evidenceOf(nodes);
  const noises = NOISE_KINDS.map((kind) => whiteLevels(nodes, kind, { roundingRatio, evidence }));
  const fits: WeightedFit[] = [];
  for (const course of courses) {
    for (const levels of noises) {
      const fit = fitTrend(nodes, levels, course);
      if (fit !== null) fits.push({ ...fit, weight: 0 });
    }
  }
  return { fits: weigh(fits), evidence };
}

function whiteLevels(
  nodes: EnvelopeNodes,
  kind: NoiseKind,
  given: { roundingRatio: number; evidence: number },
): WhiteLevels {
  const filter = noiseFilter(nodes, kind);
  const surprises = new Float64Array(nodes.count);
  const endLevel = filter.whiten(nodes.level, surprises);
  const floor = (given.roundingRatio ** 2 / 6) * filter.precisionSum;
  return { filter, surprises, endLevel, floor, evidence: given.evidence };
}

/** No course is followed exactly: more points than this do not make a fit surer. */
const MOST_EVIDENCE = 25;

/** Few large jumps among many small changes tell less than their number says: kurtosis of the scaled increments. */
function evidenceOf(nodes: EnvelopeNodes): number {
  const points = nodes.count - 1;
  const gapOf = (i: number) => Math.max(0.2, (nodes.timeS[i] ?? 0) - (nodes.timeS[i - 1] ?? 0));
  const riseOf = (i: number) => (nodes.level[i] ?? 0) - (nodes.level[i - 1] ?? 0);
  const slope = ((nodes.level[points] ?? 0) - (nodes.level[0] ?? 0)) / Math.max(1, -(nodes.timeS[0] ?? 0));
  let second = 0;
  let fourth = 0;
  for (let i = 1; i <= points; i += 1) {
    const square = (riseOf(i) - slope * gapOf(i)) ** 2 / gapOf(i);
    second += square;
    fourth += square * square;
  }
  if (second <= 0) return Math.min(points, MOST_EVIDENCE);
  const kurtosis = (points * fourth) / (second * second);
  return Math.min(MOST_EVIDENCE, points, Math.max(3, (2 * points) / Math.max(1e-9, kurtosis - 1)));
}

function weigh(fits: WeightedFit[]): WeightedFit[] {
  const best = fits.reduce((most, fit) => Math.max(most, fit.logWeight), Number.NEGATIVE_INFINITY);
  const live = fits.filter((fit) => fit.logWeight - best > Math.log(NEGLIGIBLE));
  let sum = 0;
  for (const fit of live) sum += fit.weight = Math.exp(fit.logWeight - best);
  for (const fit of live) fit.weight /= sum;
  return live;
}
