import type { Rng } from "./rng.ts";
import type { Level } from "./staircase.ts";
import { clamp } from "./workload.ts";

/**
 * What a caching allocator adds to a plateau: more segments when a batch is larger than any before it. In a recorded
 * trace of 6.6 h, 78 % of the changes were below 32 MiB and 6 % above 256 MiB; segments are 2 or 20 MiB.
 * The steps grow rarer with age; their sum stays below `roomMib`.
 */
export function allocatorSteps(rng: Rng, fromS: number, roomMib: number): Level[] {
  const steps: Level[] = [];
  let left = roomMib;
  let atS = fromS;
  for (let n = 0; n < 40; n += 1) {
    atS += rng.between(4, 20) * 1.24 ** n;
    const mib = clamp(stepMib(rng), 0, left);
    left -= mib;
    if (mib >= 2) steps.push({ fromS: Math.round(atS), mib });
  }
  return steps;
}

function stepMib(rng: Rng): number {
  switch (rng.weighted([0.5, 0.28, 0.16, 0.06])) {
    case 0:
      return 2 * rng.whole(1, 15);
    case 1:
      return 20;
    case 2:
      return 20 * rng.whole(2, 12);
    default:
      return 2 * rng.whole(128, 400);
  }
}

/** Weights read from disk: pieces of `stepMib` at most, spread unevenly over the time. */
export function loadSteps(rng: Rng, span: { fromS: number; toS: number }, totalMib: number): Level[] {
  const largest = Math.max(256, Math.min(1_024 * rng.between(1, 8), totalMib / 2));
  const count = clamp(Math.ceil(totalMib / largest), 2, 40);
  const shares = Array.from({ length: count }, () => rng.between(0.6, 1.4));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => ({
    fromS: Math.round(rng.between(span.fromS, span.toS)),
    mib: (totalMib * share) / sum,
  }));
}
