import type { Statement } from "./replay.ts";

/** How true the stated probabilities of running out within 10 minutes are, over all statements. */
export interface ProbabilityScore {
  /** 1 is perfect, 0 is no better than always stating the average. */
  brierSkillRatio: number;
  bins: ConfidenceBin[];
}

interface ConfidenceBin {
  name: string;
  statements: number;
  statedRatio: number;
  hitRatio: number;
}

const WITHIN_S = 600;
const BINS = [
  { name: "50", from: 0.4, to: 0.6 },
  { name: "70", from: 0.6, to: 0.8 },
  { name: "90", from: 0.8, to: 0.98 },
];

/** "No forecast" states that it does not run out within 10 minutes. */
const statedOf = ({ forecast }: Statement): number => (forecast.kind === "range" ? forecast.within600sRatio : 0);
const happened = ({ leftS }: Statement): number => (leftS !== null && leftS <= WITHIN_S ? 1 : 0);

export function scoreProbabilities(statements: readonly Statement[]): ProbabilityScore {
  const rate = mean(statements.map(happened));
  const brier = mean(statements.map((statement) => (statedOf(statement) - happened(statement)) ** 2));
  const bins = BINS.map(({ name, from, to }) => {
    const inside = statements.filter((statement) => statedOf(statement) >= from && statedOf(statement) < to);
    return {
      name,
      statements: inside.length,
      statedRatio: mean(inside.map(statedOf)),
      hitRatio: mean(inside.map(happened)),
    };
  });
  return { brierSkillRatio: 1 - brier / (rate * (1 - rate)), bins };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
