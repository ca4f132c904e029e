import type { Rng } from "../rng.ts";
import { drawCapacityMib, logBetween, RUN_LENGTH_S } from "./growth-plan.ts";
import type { Demand } from "./growing-shapes.ts";
import { spread } from "./teeth.ts";

/** Highest level of the classes that never run out; the smallest request fits above it. */
const HIGHEST_RATIO = 0.985;

const bounded = (capacityMib: number, demandMib: Float64Array): Demand => ({
  capacityMib,
  demandMib: demandMib.map((mib) => Math.min(mib, HIGHEST_RATIO * capacityMib)),
  requestMib: 0,
  growsFromS: 0,
});

/** Context, weights in large pieces within 2 to 90 s, jumps at the first batch, then small, rarer and rarer steps. */
export function startupDemand(rng: Rng): Demand {
  const capacityMib = drawCapacityMib(rng);
  const levels = new Float64Array(RUN_LENGTH_S).fill(rng.between(1, 600));
  let atS = rng.between(5, 300);
  do {
    const plateauMib = rng.between(0.3, 0.97) * capacityMib;
    const endS = Math.min(RUN_LENGTH_S, atS + rng.between(600, RUN_LENGTH_S));
    startProgram(rng, levels, { fromS: atS, endS, plateauMib });
    atS = endS + rng.between(5, 120);
  } while (atS < RUN_LENGTH_S);
  return bounded(capacityMib, levels);
}

interface Program {
  fromS: number;
  endS: number;
  plateauMib: number;
}

function startProgram(rng: Rng, levels: Float64Array, program: Program): void {
  const add = (fromS: number, mib: number) => {
    for (let s = Math.max(0, Math.round(fromS)); s < program.endS; s += 1) levels[s] = (levels[s] ?? 0) + mib;
  };
  const weightsMib = rng.between(0.3, 0.75) * program.plateauMib;
  const loadS = logBetween(rng, 2, 90);
  const pieces = Math.max(2, Math.ceil(weightsMib / (1_024 * rng.between(1, 8))));
  for (let i = 0; i < pieces; i += 1) add(program.fromS + loadS * rng.next(), weightsMib / pieces);
  const batchS = program.fromS + loadS + rng.between(1, 40);
  const batchShare = rng.between(0.3, 0.9);
  add(batchS, (program.plateauMib - weightsMib) * batchShare);
  add(batchS + rng.between(0, 20), (program.plateauMib - weightsMib) * (1 - batchShare));
  let stepS = batchS;
  for (let n = 0; n < 40; n += 1) {
    stepS += rng.between(4, 20) * 1.24 ** n;
    if (stepS < program.endS) add(stepS, 2 * rng.whole(1, 15));
  }
}

/** Growth that dies away towards a level below the limit: fragmentation, caches that fill. */
export function saturatingDemand(rng: Rng): Demand {
  const capacityMib = drawCapacityMib(rng);
  const plateauMib = rng.between(0.5, HIGHEST_RATIO) * capacityMib;
  const growsMib = Math.min(0.95 * plateauMib, logBetween(rng, 0.02, 0.6) * capacityMib);
  const tauS = rng.between(120, 1_200);
  const stepMib = logBetween(rng, 2, Math.min(512, growsMib / 20));
  const fromS = rng.next() < 0.5 ? 0 : rng.between(60, 1_200);
  const demandMib = new Float64Array(RUN_LENGTH_S);
  for (let s = 0; s < RUN_LENGTH_S; s += 1) {
    const grownMib = growsMib * (1 - Math.exp(-Math.max(0, s - fromS) / tauS));
    demandMib[s] = plateauMib - growsMib + stepMib * Math.floor(grownMib / stepMib);
  }
  return bounded(capacityMib, demandMib);
}

/** Large movement from second to second around a level that itself wanders a little: caches emptied at each step. */
export function volatileDemand(rng: Rng): Demand {
  const capacityMib = drawCapacityMib(rng);
  const heightRatio = rng.between(0.04, 0.3);
  const middle = rng.between(0.2, 0.97 - heightRatio / 2);
  const keep = rng.pick([0, 0.5, 0.9, 0.98]);
  const demandMib = new Float64Array(RUN_LENGTH_S);
  let state = 0;
  for (let s = 0; s < RUN_LENGTH_S; s += 1) {
    state = keep * state + Math.sqrt(1 - keep * keep) * spread(rng);
    demandMib[s] = Math.max(0, middle + (heightRatio / 4) * state) * capacityMib;
  }
  return bounded(capacityMib, demandMib);
}

/** Models loaded and unloaded: rectangles between a floor and levels of a small set, for 20 s to 15 min each. */
export function swapsDemand(rng: Rng): Demand {
  const capacityMib = drawCapacityMib(rng);
  const floorRatio = rng.between(0, 0.1);
  const models = Array.from({ length: rng.whole(2, 5) }, () => rng.between(0.15, 0.97));
  const meanS = logBetween(rng, 20, 900);
  const demandMib = new Float64Array(RUN_LENGTH_S);
  let s = 0;
  while (s < RUN_LENGTH_S) {
    const level = rng.next() < 0.25 ? floorRatio : (models[rng.whole(0, models.length - 1)] ?? floorRatio);
    const endS = Math.min(RUN_LENGTH_S, s + Math.max(5, meanS * rng.between(0.3, 1.7)));
    while (s < endS) demandMib[s++] = level * capacityMib;
  }
  return bounded(capacityMib, demandMib);
}
