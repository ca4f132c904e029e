import { loadSteps } from "../allocator-steps.ts";
import { createRng, hash01 } from "../rng.ts";
import { risingStaircase } from "../staircase.ts";
import { wholeBytes, type Workload, type WorkloadSpec } from "../workload.ts";
import { requestLoad } from "../request-load.ts";

/**
 * An inference server that reserves its cache: context, weights, a profile run, then key/value blocks up to its share of
 * memory within seconds, CUDA graphs on top, and flat from there on. `limitMib` is where it ends.
 */
export function vllmServer(spec: WorkloadSpec): Workload {
  const rng = createRng(spec.seed);
  const weightsS = rng.whole(12, 30);
  const profileS = weightsS + rng.whole(9, 26);
  const reserveS = profileS + rng.whole(4, 9);
  const graphsS = reserveS + rng.whole(3, 25);
  const later = Math.min(rng.between(20, 160), spec.limitMib * 0.004);
  const graphs = Math.min(rng.between(170, 730), spec.limitMib * 0.02);
  const weights = spec.limitMib * rng.between(0.32, 0.55);
  const context = Math.min(rng.between(500, 2_900), spec.limitMib * 0.03);
  const profile = spec.limitMib * rng.between(0.04, 0.08);
  const cache = spec.limitMib - later - graphs - weights - context - profile;
  const held = risingStaircase([
    { fromS: rng.whole(6, 12), mib: context },
    ...loadSteps(rng, { fromS: weightsS - 3, toS: weightsS + 4 }, weights),
    { fromS: profileS, mib: profile },
    { fromS: reserveS, mib: cache * 0.72 },
    { fromS: reserveS + 1, mib: cache * 0.28 },
    ...Array.from({ length: 4 }, (_, n) => ({ fromS: reserveS + 2 + ((graphsS - reserveS) * n) / 4, mib: graphs / 4 })),
    ...[0.2, 0.3, 0.5].map((share) => ({ fromS: graphsS + rng.whole(60, 9_000), mib: later * share })),
  ]);
  // While graphs are captured the profile's scratch comes and goes.
  const scratch = (second: number) =>
    second > reserveS && second < graphsS ? Math.min(500, later + graphs) * hash01(spec.seed, second) : 0;
  const busy = requestLoad(spec.seed);
  return {
    usedBytesAt: (ageS) => wholeBytes(Math.min(spec.limitMib, held(ageS) + scratch(Math.floor(ageS)))),
    busyRatioAt: (ageS) => (ageS < graphsS + 5 ? 0.3 * hash01(spec.seed, Math.floor(ageS)) : busy(ageS)),
    intensityRatio: rng.between(0.45, 0.7),
    memoryIntensityRatio: rng.between(0.5, 0.75),
  };
}
