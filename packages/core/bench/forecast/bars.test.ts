import { beforeAll, describe, expect, it } from "vitest";
import { trainingSeed } from "../../src/synth/growth/growth-class.ts";
import { missedBars } from "./bars.ts";
import { judge, type Judgement } from "./judge.ts";
import { BASELINES, OURS } from "./predictors.ts";
import { readTraces, scoreTraces } from "./recorded-traces.ts";

const FOLDER = new URL("../../../../../shared/data/traces", import.meta.url).pathname;
const traces = readTraces(FOLDER);

describe("the bars on a few seeds", () => {
  // Few runs: one that is missed weighs 7 %, and a class may lie beside its band by chance; the bench judges on many.
  const seeds = Array.from({ length: 16 }, (_, i) => trainingSeed(1_000 + i));
  let judgement: Judgement;
  beforeAll(() => {
    judgement = judge(OURS, seeds);
  });

  it("growth is foreseen in time and ranges hold the truth", () => {
    for (const name of ["leak", "leakSawtooth", "bursts", "staircase", "accelerating"] as const) {
      const score = judgement.classes[name];
      expect(score.coverageRatio, name).toBeGreaterThan(name === "accelerating" ? 0.6 : 0.7);
      expect(score.midOverTruthRatio, name).toBeLessThan(1.2);
      expect(score.errorRatio, name).toBeLessThan(name === "leak" ? 0.06 : 0.2);
      expect(score.widthRatio, name).toBeLessThan(0.65);
      expect(score.leadMedianS, name).toBeGreaterThan(480);
      expect(score.missedRatio, name).toBeLessThan(0.15);
    }
  });

  it("what does not run out does not alarm", () => {
    for (const name of ["startup", "volatile", "swaps", "saturating"] as const) {
      expect(judgement.classes[name].falseAlarmsPerHour, name).toBeLessThanOrEqual(0.1);
    }
  });

  it("probabilities come true as often as they say", () => {
    const { bins, brierSkillRatio } = judgement.probabilities;
    for (const bin of bins) expect(Math.abs(bin.statedRatio - bin.hitRatio), bin.name).toBeLessThan(0.15);
    expect(brierSkillRatio).toBeGreaterThan(0.7);
  });

  it("a straight line does not meet them", () => {
    const [, middle] = BASELINES;
    if (middle === undefined) throw new Error("expected three baselines");
    expect(missedBars(judge(middle, seeds.slice(0, 4))).length).toBeGreaterThan(8);
  });
});

describe("recorded logs", () => {
  it.skipIf(traces.length === 0)(`no false alarm (skipped where ${FOLDER} holds none)`, () => {
    const score = scoreTraces(OURS, traces);
    expect(score.byTrace).toEqual([]);
    expect(score.hours).toBeGreaterThan(20);
  });
});
