import { hash01, hash32 } from "./rng.ts";
import { DAY_S, type JobDraft, type Schedule } from "./job-schedule.ts";
import type { WorkloadKind } from "./workload-kinds.ts";

const LEAK_S = 5_400;

interface Part {
  kind: WorkloadKind;
  /** Seconds after the out-of-memory exit; the day repeats. */
  fromS: number;
  toS: number;
  heldRatio: number;
}

/** The day of the GPU that runs out: nothing, a smaller second try, somebody else's jobs, then the leak again. */
const DAY: readonly Part[] = [
  { kind: "pytorch_training", fromS: 1_380, toS: 39_600, heldRatio: 0.63 },
  { kind: "notebook", fromS: 41_000, toS: 58_300, heldRatio: 0.4 },
  { kind: "pytorch_training", fromS: 60_000, toS: DAY_S - LEAK_S - 1_500, heldRatio: 0.57 },
  { kind: "leak", fromS: DAY_S - LEAK_S, toS: DAY_S, heldRatio: 1 },
];

/**
 * Runs out of memory once a day at the same time, so that any 24 h hold exactly one such event. The one before the
 * anchor is 3 to 6 h old then.
 */
export function runsOutDaily(seed: number): { schedule: Schedule; eventS: number } {
  const eventS = -Math.floor(3_600 * (3.2 + 2.6 * hash01(seed, 12)));
  const schedule: Schedule = (second) => {
    const day = Math.floor((second - eventS) / DAY_S);
    const sinceS = second - eventS - day * DAY_S;
    const index = DAY.findIndex(({ fromS, toS }) => sinceS >= fromS && sinceS < toS);
    const part = DAY[index];
    return part === undefined
      ? null
      : draft(part, { seed: hash32(hash32(seed, day), index), zeroS: eventS + day * DAY_S });
  };
  return { schedule, eventS };
}

function draft(part: Part, day: { seed: number; zeroS: number }): JobDraft {
  const { kind, heldRatio } = part;
  return { seed: day.seed, kind, heldRatio, startS: day.zeroS + part.fromS, endS: day.zeroS + part.toS };
}
