import type { Forecast } from "../../src/forecast/forecast.ts";
import type { Forecaster } from "../../src/forecast/forecaster.ts";
import { studentCdf } from "../../src/forecast/student.ts";

const FARTHEST_S = 30 * 86_400;

/** A straight line through the window: levels as shares of the total, times in seconds before now. */
interface Line {
  points: number;
  level: number;
  slope: number;
  variance: number;
  meanS: number;
  squaresS: number;
}

/**
 * What most tools do: an ordinary straight line through the last samples, carried on to total - 1 %, with the textbook
 * prediction interval. No gates but that the line must rise.
 */
export function createLeastSquares(windowS: number): Forecaster {
  let samples: { atS: number; ratio: number }[] = [];
  let total = 0;
  return {
    observe({ atMs, usedBytes, totalBytes }) {
      if (totalBytes === null) return;
      total = totalBytes;
      samples.push({ atS: atMs / 1_000, ratio: usedBytes / totalBytes });
      if (samples.length > 2 * windowS) samples = samples.filter(({ atS }) => atMs / 1_000 - atS <= windowS);
    },
    forecast() {
      const nowS = samples.at(-1)?.atS ?? 0;
      const line = fitLine(samples.filter(({ atS }) => nowS - atS <= windowS));
      if (line === null) return { kind: "none", reason: "too-few-data" };
      return line.slope > 0 ? rangeOf(line, total) : { kind: "none", reason: "no-drift" };
    },
  };
}

function fitLine(samples: readonly { atS: number; ratio: number }[]): Line | null {
  const points = samples.length;
  if (points < 10) return null;
  const nowS = samples.at(-1)?.atS ?? 0;
  const meanS = samples.reduce((sum, { atS }) => sum + atS - nowS, 0) / points;
  const mean = samples.reduce((sum, { ratio }) => sum + ratio, 0) / points;
  let squaresS = 0;
  let product = 0;
  for (const { atS, ratio } of samples) {
    squaresS += (atS - nowS - meanS) ** 2;
    product += (atS - nowS - meanS) * (ratio - mean);
  }
  const slope = product / squaresS;
  const level = mean - slope * meanS;
  const rest = samples.reduce((sum, { atS, ratio }) => sum + (ratio - level - slope * (atS - nowS)) ** 2, 0);
  return { points, level, slope, variance: rest / (points - 2), meanS, squaresS };
}

function reached(line: Line, horizonS: number): number {
  const spread = 1 + 1 / line.points + (horizonS - line.meanS) ** 2 / line.squaresS;
  const z = (line.level + line.slope * horizonS - AIM_RATIO) / Math.sqrt(Math.max(1e-18, line.variance * spread));
  return studentCdf(z, line.points - 2);
}

function quantile(line: Line, ratio: number): number {
  let [low, high] = [0, Math.log1p(FARTHEST_S)];
  for (let i = 0; i < 30; i += 1) {
    const middle = (low + high) / 2;
    if (reached(line, Math.expm1(middle)) < ratio) low = middle;
    else high = middle;
  }
  return Math.expm1(high);
}

const AIM_RATIO = 0.99;

function rangeOf(line: Line, total: number): Forecast {
  return {
    kind: "range",
    lowS: quantile(line, 0.1),
    midS: Math.max(0, (AIM_RATIO - line.level) / line.slope),
    highS: quantile(line, 0.9),
    within600sRatio: reached(line, 600),
    within3600sRatio: reached(line, 3_600),
    aimBytes: AIM_RATIO * total,
  };
}
