import { createRng, hash32, type Rng } from "../rng.ts";
import { saturatingDemand, startupDemand, swapsDemand, volatileDemand } from "./bounded-shapes.ts";
import { GROWTH_CLASSES, type GrowthClass, type GrowthRun } from "./growth-class.ts";
import {
  acceleratingDemand,
  burstsDemand,
  leakDemand,
  leakSawtoothDemand,
  staircaseDemand,
  type Demand,
} from "./growing-shapes.ts";
import { SMALLEST_REQUEST_RATIO } from "./growth-plan.ts";
import { jitterMib } from "./jitter.ts";

const DEMANDS: Record<GrowthClass, (rng: Rng) => Demand> = {
  leak: leakDemand,
  leakSawtooth: leakSawtoothDemand,
  bursts: burstsDemand,
  accelerating: acceleratingDemand,
  staircase: staircaseDemand,
  startup: startupDemand,
  saturating: saturatingDemand,
  volatile: volatileDemand,
  swaps: swapsDemand,
};

/** Devices report memory in pages of 2 MiB. */
const PAGE_MIB = 2;

/**
 * The run that belongs to a class and a seed: 90 minutes at 1 Hz, or less where memory runs out. It runs out when the
 * next request, at least 1 % of the capacity or the largest request of the growth, is larger than what is free.
 */
export function growthRun(growthClass: GrowthClass, seed: number): GrowthRun {
  const rng = createRng(hash32(seed, 1 + GROWTH_CLASSES.indexOf(growthClass)));
  const { capacityMib, demandMib, requestMib, growsFromS } = DEMANDS[growthClass](rng);
  const jitter = jitterMib(rng, demandMib.length);
  const usedMib = demandMib.map((mib, s) => PAGE_MIB * Math.round(Math.max(0, mib + (jitter[s] ?? 0)) / PAGE_MIB));
  const limitMib = capacityMib - Math.max(requestMib, SMALLEST_REQUEST_RATIO * capacityMib);
  // Jitter is memory other programs hold for a moment; a program's own request fails on its own growth.
  const endS = requestMib > 0 ? demandMib.findIndex((mib) => mib > limitMib) : -1;
  const oomAtS = endS > 0 ? endS : null;
  return {
    growthClass,
    seed,
    capacityMib,
    usedMib: oomAtS === null ? usedMib : usedMib.slice(0, oomAtS),
    oomAtS,
    growsFromS,
  };
}
