import type { Rng } from "../rng.ts";

/** Memory taken and given back in a rhythm: batches, activations, caches emptied at each step. */
export interface Teeth {
  heightMib: number;
  periodS: number;
  /** `ramp` rises to its peak and drops, `square` holds it for a part of the period, `fall` jumps up and sinks. */
  form: "ramp" | "square" | "fall";
  /** Standard deviations as shares of period and height. */
  periodJitter: number;
  heightJitter: number;
}

export function drawTeeth(rng: Rng, capacityMib: number): Teeth {
  return {
    heightMib: rng.between(0.01, 0.15) * capacityMib,
    periodS: rng.between(5, 120),
    form: rng.pick(["ramp", "ramp", "square", "fall"]),
    periodJitter: rng.next() < 0.5 ? 0 : rng.between(0, 0.15),
    heightJitter: rng.next() < 0.5 ? 0 : rng.between(0, 0.01),
  };
}

/** Height above the base at each second, 0..heightMib and a little more where heights vary. */
export function teethMib(rng: Rng, teeth: Teeth, lengthS: number): Float64Array {
  const out = new Float64Array(lengthS);
  let startS = -teeth.periodS * rng.next();
  while (startS < lengthS) {
    const periodS = Math.max(2, teeth.periodS * (1 + teeth.periodJitter * spread(rng)));
    const heightMib = teeth.heightMib * (1 + teeth.heightJitter * spread(rng));
    const endS = startS + periodS;
    for (let s = Math.max(0, Math.ceil(startS)); s < Math.min(lengthS, endS); s += 1) {
      out[s] = heightMib * formAt(teeth.form, (s - startS) / periodS);
    }
    startS = endS;
  }
  return out;
}

function formAt(form: Teeth["form"], part: number): number {
  switch (form) {
    case "ramp":
      return Math.min(1, part / 0.92);
    case "square":
      return part < 0.55 ? 1 : 0;
    case "fall":
      return 1 - part;
  }
}

/** Near-normal with deviation 1, bounded by 3.5: the sum of four evens. */
export function spread(rng: Rng): number {
  return (rng.next() + rng.next() + rng.next() + rng.next() - 2) * Math.sqrt(3);
}
