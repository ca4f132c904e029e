import { GROWTH_CLASSES, type GrowthClass } from "../../src/synth/growth/growth-class.ts";
import { growthRun } from "../../src/synth/growth/growth-run.ts";
import { scoreClass, type ClassScore } from "./class-score.ts";
import type { Predictor } from "./predictors.ts";
import { scoreProbabilities, type ProbabilityScore } from "./probability-score.ts";
import { replay } from "./replay.ts";
import { scoreRun } from "./run-score.ts";

export interface Judgement {
  classes: Record<GrowthClass, ClassScore>;
  probabilities: ProbabilityScore;
}

/** A predictor's scores on runs of every class, one per seed. */
export function judge(predictor: Predictor, seeds: readonly number[]): Judgement {
  const statements = GROWTH_CLASSES.map((growthClass) =>
    seeds.map((seed) => {
      const run = growthRun(growthClass, seed);
      return { run, said: replay(run, predictor.create()) };
    }),
  );
  const scores = GROWTH_CLASSES.map((growthClass, i) => {
    const runs = statements[i] ?? [];
    return [growthClass, scoreClass(runs.map(({ run, said }) => scoreRun(run, said)))] as const;
  });
  return {
    // GROWTH_CLASSES has every class once.
    classes: Object.fromEntries(scores) as Record<GrowthClass, ClassScore>,
    probabilities: scoreProbabilities(statements.flat().flatMap(({ said }) => said)),
  };
}
