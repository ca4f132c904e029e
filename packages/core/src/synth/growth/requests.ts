import type { Rng } from "../rng.ts";
import { smoothNoise } from "../rng.ts";

/** Memory that grows by requests which are never given back. */
export interface RequestProcess {
  meanMib: number;
  meanGapS: number;
  /** Gaps and sizes are Erlang distributed: 1 is exponential, 100 almost constant. */
  gapShape: number;
  sizeShape: number;
  /** The rate wanders by up to this share, slowly. */
  wanderRatio: number;
}

/** MiB requested up to each second; nothing before `fromS`. Also the largest request. */
export function requestedMib(
  rng: Rng,
  process: RequestProcess,
  span: { fromS: number; lengthS: number },
): { grownMib: Float64Array; largestMib: number } {
  const grownMib = new Float64Array(span.lengthS);
  const wanderSeed = rng.whole(0, 1_000_000);
  let atS = span.fromS + process.meanGapS * rng.next();
  let sumMib = 0;
  let largestMib = 0;
  let second = 0;
  while (second < span.lengthS) {
    while (second < Math.min(atS, span.lengthS)) grownMib[second++] = sumMib;
    const sizeMib = process.meanMib * erlang(rng, process.sizeShape);
    largestMib = Math.max(largestMib, sizeMib);
    sumMib += sizeMib;
    const pace = 1 + process.wanderRatio * smoothNoise(wanderSeed, atS / WANDER_S);
    atS += (process.meanGapS * erlang(rng, process.gapShape)) / pace;
  }
  return { grownMib, largestMib };
}

const WANDER_S = 900;

/** Mean 1, coefficient of variation 1/sqrt(shape). */
export function erlang(rng: Rng, shape: number): number {
  if (shape >= 100) return 1;
  let sum = 0;
  for (let i = 0; i < shape; i += 1) sum -= Math.log(1 - rng.next());
  return sum / shape;
}
