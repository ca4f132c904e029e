import type { Rng } from "../rng.ts";
import { drawPlan, logBetween, planRateMib, type GrowthPlan } from "./growth-plan.ts";
import { requestedMib, type RequestProcess } from "./requests.ts";
import { drawTeeth, teethMib } from "./teeth.ts";

/** What a program asks for, before a board ends it. */
export interface Demand {
  capacityMib: number;
  /** Per second. */
  demandMib: Float64Array;
  /** The largest request of the growth itself. */
  requestMib: number;
  growsFromS: number;
}

/** Requests of nearly one size at nearly one pace, 2 to 512 MiB. */
export function leakDemand(rng: Rng): Demand {
  const plan = drawPlan(rng);
  const rate = planRateMib(plan);
  return growByRequests(rng, plan, steadyProcess(rng, { rate, longestGapS: 30 }));
}

export function leakSawtoothDemand(rng: Rng): Demand {
  const plan = drawPlan(rng);
  const teeth = drawTeeth(rng, plan.capacityMib);
  const rate = planRateMib(plan);
  const baseRatio = Math.max(0.01, plan.startRatio - teeth.heightMib / plan.capacityMib);
  const lowered = { ...plan, startRatio: baseRatio };
  const demand = growByRequests(rng, lowered, steadyProcess(rng, { rate, longestGapS: 30 }));
  const above = teethMib(rng, teeth, plan.lengthS);
  return { ...demand, demandMib: demand.demandMib.map((mib, s) => mib + (above[s] ?? 0)) };
}

/** Requests at random moments and of random size, 1 to 60 s apart on average: nothing for a while, then several. */
export function burstsDemand(rng: Rng): Demand {
  const plan = drawPlan(rng);
  const rate = planRateMib(plan);
  const meanGapS = logBetween(rng, 1, Math.min(60, 512 / rate));
  return growByRequests(rng, plan, {
    meanMib: rate * meanGapS,
    meanGapS,
    gapShape: 1,
    sizeShape: rng.pick([2, 4, 4]),
    wanderRatio: 0,
  });
}

/** Few, large, regular steps: up to 512 MiB every 15 to 180 s. */
export function staircaseDemand(rng: Rng): Demand {
  const plan = drawPlan(rng);
  const rate = planRateMib(plan);
  const meanGapS = Math.min(rng.between(15, 180), 512 / rate);
  return growByRequests(rng, plan, {
    meanMib: rate * meanGapS,
    meanGapS,
    gapShape: rng.pick([25, 100]),
    sizeShape: 100,
    wanderRatio: 0,
  });
}

/** Growth that becomes faster: a power of time or an exponential, reaching the plan's rate at the end. */
export function acceleratingDemand(rng: Rng): Demand {
  const plan = drawPlan(rng);
  const rate = planRateMib(plan);
  const exponential = rng.next() < 0.5;
  const scaleS = exponential ? rng.between(300, 1_500) : rng.between(1.5, 3);
  const room = 0.99 * plan.capacityMib;
  // The exponential doubles from nothing; the power law starts where its last rate leads back to its first second.
  const growsForS = rng.between(900, plan.lengthS - plan.growsFromS - 60);
  const reachMib = Math.min(0.95 * room, exponential ? rate * scaleS : (rate * growsForS) / scaleS);
  const startMib = room - reachMib;
  const demandMib = new Float64Array(plan.lengthS);
  for (let s = 0; s < plan.lengthS; s += 1) {
    const part = s - plan.growsFromS - growsForS;
    const past = Math.max(0, s - plan.growsFromS) / growsForS;
    demandMib[s] = startMib + reachMib * (exponential ? Math.exp(part / scaleS) : past ** scaleS);
  }
  return { capacityMib: plan.capacityMib, demandMib, requestMib: 2, growsFromS: plan.growsFromS };
}

function steadyProcess(rng: Rng, pace: { rate: number; longestGapS: number }): RequestProcess {
  const smallest = Math.max(2, pace.rate);
  const meanMib = logBetween(rng, smallest, Math.max(smallest, Math.min(512, pace.rate * pace.longestGapS)));
  return {
    meanMib,
    meanGapS: meanMib / pace.rate,
    gapShape: rng.pick([9, 25, 100]),
    sizeShape: rng.pick([25, 100, 100]),
    wanderRatio: rng.next() < 0.5 ? 0 : rng.between(0, 0.1),
  };
}

function growByRequests(rng: Rng, plan: GrowthPlan, process: RequestProcess): Demand {
  const span = { fromS: plan.growsFromS, lengthS: plan.lengthS };
  const { grownMib, largestMib } = requestedMib(rng, process, span);
  const baseMib = plan.startRatio * plan.capacityMib;
  return {
    capacityMib: plan.capacityMib,
    demandMib: grownMib.map((mib) => baseMib + mib),
    requestMib: largestMib,
    growsFromS: plan.growsFromS,
  };
}
