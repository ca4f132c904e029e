import type { ClassScore } from "./class-score.ts";
import type { Judgement } from "./judge.ts";
import type { TraceScore } from "./recorded-traces.ts";

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `coverageRatio` of `leak` becomes `coverageLeakRatio`: every key ends in its unit. */
function keyOf(what: string, growthClass: string): string {
  const unit = /(Ratio|S|PerHour)$/.exec(what)?.[0] ?? "";
  return `${what.slice(0, what.length - unit.length)}${capital(growthClass)}${unit}`;
}

/** All scores of one predictor as one flat object; what was not asked is left out. */
export function figuresOf(judgement: Judgement, traces: TraceScore | null): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [growthClass, score] of Object.entries(judgement.classes)) {
    for (const [what, value] of Object.entries<ClassScore[keyof ClassScore]>({ ...score })) {
      if (value !== null) figures[keyOf(what, growthClass)] = round(value);
    }
  }
  for (const bin of judgement.probabilities.bins) {
    figures[`stated${bin.name}Ratio`] = round(bin.statedRatio);
    figures[`hit${bin.name}Ratio`] = round(bin.hitRatio);
  }
  figures["brierSkillRatio"] = round(judgement.probabilities.brierSkillRatio);
  if (traces !== null)
    Object.assign(figures, { falseAlarmsOnTracesCount: traces.alarms, tracesHours: round(traces.hours) });
  return figures;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
