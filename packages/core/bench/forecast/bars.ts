import type { ClassScore } from "./class-score.ts";
import type { Judgement } from "./judge.ts";
import type { GrowthClass } from "../../src/synth/growth/growth-class.ts";

interface Bar {
  what: keyof ClassScore;
  classes: readonly GrowthClass[];
  from: number;
  to: number;
}

const STEADY = ["leak", "leakSawtooth", "bursts", "staircase"] as const;
const GROWING = [...STEADY, "accelerating"] as const;
const ANY = Number.POSITIVE_INFINITY;

/** What the predictor must reach on seeds it was not fitted on. */
const BARS: readonly Bar[] = [
  { what: "coverageRatio", classes: STEADY, from: 0.75, to: 0.92 },
  { what: "coverageRatio", classes: ["accelerating"], from: 0.6, to: 0.92 },
  { what: "midOverTruthRatio", classes: GROWING, from: 0, to: 1.5 },
  { what: "errorRatio", classes: ["leak"], from: 0, to: 0.05 },
  { what: "errorRatio", classes: ["leakSawtooth", "bursts", "staircase", "accelerating"], from: 0, to: 0.15 },
  { what: "widthRatio", classes: GROWING, from: 0, to: 0.6 },
  { what: "leadMedianS", classes: GROWING, from: 480, to: ANY },
  { what: "leadP10S", classes: GROWING, from: 300, to: ANY },
  { what: "missedRatio", classes: GROWING, from: 0, to: 0.05 },
  { what: "falseAlarmsPerHour", classes: ["startup", "volatile", "swaps"], from: 0, to: 0.1 },
  { what: "falseAlarmsPerHour", classes: ["saturating"], from: 0, to: 0.2 },
];

/** The bars that are not met, as sentences; none is what one wants. */
export function missedBars({ classes, probabilities }: Judgement): string[] {
  const misses = BARS.flatMap(({ what, classes: asked, from, to }) =>
    asked.flatMap((name) => {
      const value = classes[name][what];
      const isMet = value !== null && value >= from && value <= to;
      return isMet ? [] : [`${name}: ${what} is ${value?.toFixed(3) ?? "unknown"}, expected ${from} to ${to}`];
    }),
  );
  for (const { name, statedRatio, hitRatio } of probabilities.bins) {
    if (Math.abs(statedRatio - hitRatio) <= 0.08) continue;
    misses.push(`stated ${name} %: ${statedRatio.toFixed(3)} stated, ${hitRatio.toFixed(3)} came true`);
  }
  const { brierSkillRatio } = probabilities;
  if (brierSkillRatio <= 0.5) misses.push(`Brier skill is ${brierSkillRatio.toFixed(3)}, expected above 0.5`);
  return misses;
}
