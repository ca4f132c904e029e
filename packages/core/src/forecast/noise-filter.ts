import type { EnvelopeNodes } from "./envelope-nodes.ts";

/**
 * How points lie around the course of growth. `wander`: disturbances that add up (variance `wanderPerS` a second), as
 * from requests at random moments, and a part of each point's own (`ownVariance`). `passing`: disturbances around a
 * line, each forgotten after `memoryS`. Both as multiples of a scale that is estimated from the points.
 */
export type NoiseKind =
  | { kind: "wander"; wanderPerS: number; ownVariance: number; prior: number }
  | { kind: "passing"; memoryS: number; prior: number };

export const NOISE_KINDS: readonly NoiseKind[] = [
  { kind: "wander", wanderPerS: 1 / 60, ownVariance: 0, prior: 0.3 },
  { kind: "wander", wanderPerS: 1 / 60, ownVariance: 0.5, prior: 0.2 },
  { kind: "wander", wanderPerS: 1 / 60, ownVariance: 10, prior: 0.1 },
  { kind: "passing", memoryS: 1, prior: 0.2 },
  { kind: "passing", memoryS: 100, prior: 0.2 },
];

/** A linear filter that turns points under one kind of noise into independent surprises; it depends on the times only. */
export interface NoiseFilter {
  kind: NoiseKind;
  /** Fills `out` with surprises of equal variance and returns the level the series ends with. */
  whiten: (series: Float64Array, out: Float64Array) => number;
  /** Sum of the logarithms of the surprises' variances. */
  logVarianceSum: number;
  /** Sum of the surprises' inverse variances. */
  precisionSum: number;
  /** Variance of the level after the last point, and what it gains a second. */
  endVariance: number;
  wanderPerS: number;
}

export function noiseFilter(nodes: EnvelopeNodes, kind: NoiseKind): NoiseFilter {
  return kind.kind === "wander" ? wanderFilter(nodes, kind) : passingFilter(nodes, kind);
}

const gapAt = (nodes: EnvelopeNodes, i: number) => Math.max(0.2, (nodes.timeS[i] ?? 0) - (nodes.timeS[i - 1] ?? 0));

/** The Kalman filter of a wandering level that starts at the first point. */
function wanderFilter(nodes: EnvelopeNodes, kind: Extract<NoiseKind, { kind: "wander" }>): NoiseFilter {
  const gain = new Float64Array(nodes.count);
  const weight = new Float64Array(nodes.count);
  let variance = kind.ownVariance;
  let logVarianceSum = 0;
  let precisionSum = 0;
  for (let i = 1; i < nodes.count; i += 1) {
    const before = variance + kind.wanderPerS * gapAt(nodes, i);
    const surprise = before + kind.ownVariance;
    gain[i] = before / surprise;
    weight[i] = 1 / Math.sqrt(surprise);
    logVarianceSum += Math.log(surprise);
    precisionSum += 1 / surprise;
    variance = before * (1 - before / surprise);
  }
  const whiten = (series: Float64Array, out: Float64Array) => {
    let level = series[0] ?? 0;
    out[0] = 0;
    for (let i = 1; i < gain.length; i += 1) {
      const surprise = (series[i] ?? 0) - level;
      out[i] = surprise * (weight[i] ?? 0);
      level += surprise * (gain[i] ?? 0);
    }
    return level;
  };
  return { kind, whiten, logVarianceSum, precisionSum, endVariance: variance, wanderPerS: kind.wanderPerS };
}

/** Differences from a part of the last point; the level they lie around is then projected out. */
function passingFilter(nodes: EnvelopeNodes, kind: Extract<NoiseKind, { kind: "passing" }>): NoiseFilter {
  const keep = new Float64Array(nodes.count);
  const weight = new Float64Array(nodes.count).fill(1);
  const one = new Float64Array(nodes.count).fill(1);
  let logVarianceSum = 0;
  let precisionSum = 0;
  let oneSquare = 1;
  for (let i = 1; i < nodes.count; i += 1) {
    const kept = Math.exp(-gapAt(nodes, i) / kind.memoryS);
    const surprise = 1 - kept * kept;
    keep[i] = kept;
    weight[i] = 1 / Math.sqrt(surprise);
    one[i] = (1 - kept) / Math.sqrt(surprise);
    logVarianceSum += Math.log(surprise);
    precisionSum += 1 / surprise;
    oneSquare += ((1 - kept) * (1 - kept)) / surprise;
  }
  const whiten = (series: Float64Array, out: Float64Array) => {
    let onOne = 0;
    for (let i = 0; i < keep.length; i += 1) {
      const value = ((series[i] ?? 0) - (keep[i] ?? 0) * (series[i - 1] ?? 0)) * (weight[i] ?? 0);
      out[i] = value;
      onOne += value * (one[i] ?? 0);
    }
    const level = onOne / oneSquare;
    for (let i = 0; i < keep.length; i += 1) out[i] = (out[i] ?? 0) - level * (one[i] ?? 0);
    return level;
  };
  return {
    kind,
    whiten,
    logVarianceSum: logVarianceSum + Math.log(oneSquare),
    precisionSum,
    endVariance: 1 / oneSquare,
    wanderPerS: 0,
  };
}
