const GIB_STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];
const MOST_GIB_STEPS = 8;

/** Round values from 0 to the top of a GiB axis, at most nine. */
export function gibTicks(topGib: number): number[] {
  const step = GIB_STEPS.find((candidate) => topGib / candidate <= MOST_GIB_STEPS) ?? topGib;
  if (step <= 0) return [0];
  return Array.from({ length: Math.floor(topGib / step) + 1 }, (_, index) => Number((index * step).toFixed(1)));
}

const MINUTE_S = 60;
const HOUR_S = 3_600;
const TIME_STEPS_S = [1, 2, 3, 4, 6, 12].map((hours) => hours * HOUR_S);
const SHORT_STEPS_S = [1, 2, 3, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_S);

/** Round instants of local time, at most `mostCount`. `offsetS` is local time minus UTC. */
export function timeTicks(fromS: number, toS: number, { mostCount, offsetS }: TickOptions): number[] {
  const steps = [...SHORT_STEPS_S, ...TIME_STEPS_S];
  const step = steps.find((candidate) => (toS - fromS) / candidate <= mostCount) ?? 24 * HOUR_S;
  const first = Math.ceil((fromS + offsetS) / step) * step - offsetS;
  const count = Math.max(0, Math.floor((toS - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

interface TickOptions {
  mostCount: number;
  offsetS: number;
}
