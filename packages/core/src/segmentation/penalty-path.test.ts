import { expect, test } from "vitest";
import { createRng } from "../synth/rng.ts";
import { penaltyPath } from "./penalty-path.ts";
import { segmentMeans } from "./segment-means.ts";
import { smallSeries, whiteNoise } from "./testing/series.ts";

const samplesOf = (values: readonly number[]) => Float64Array.from(values);

test("every penalty in the range has its optimum on the path", () => {
  const rng = createRng(11);
  for (let round = 0; round < 300; round++) {
    const samples = samplesOf(smallSeries(rng));
    const minSize = rng.whole(1, 3);
    if (samples.length < minSize) continue;
    const path = penaltyPath(samples, { lowPenalty: 0.5, highPenalty: 5_000, minSize });
    if (!path.ok) throw new Error(path.error.message);
    expect(path.value.complete).toBe(true);
    for (let probe = 0; probe < 20; probe++) {
      const penalty = rng.between(0.5, 5_000);
      const best = segmentMeans(samples, { penalty, minSize });
      if (!best.ok) throw new Error(best.error.message);
      const step = path.value.steps.find(
        ({ fromPenalty, toPenalty }) => penalty >= fromPenalty && penalty <= toPenalty,
      );
      const total = (found: { cost: number; changePoints: number[] } | undefined) =>
        (found?.cost ?? Infinity) + penalty * ((found?.changePoints.length ?? 1) - 1);
      expect(Math.abs(total(step) - total(best.value))).toBeLessThanOrEqual(1e-9 * Math.max(1, total(best.value)));
    }
  }
});

test("the steps follow each other from few segments to many, without holes", () => {
  const path = penaltyPath(samplesOf(whiteNoise(createRng(5), 300, 20)), {
    lowPenalty: 500,
    highPenalty: 50_000,
    minSize: 1,
  });
  if (!path.ok) throw new Error(path.error.message);
  const { steps } = path.value;
  expect(steps.length).toBeGreaterThan(5);
  expect(steps[0]).toMatchObject({ segmentCount: 1, toPenalty: 50_000 });
  expect(steps.at(-1)?.fromPenalty).toBe(500);
  for (const [index, step] of steps.slice(1).entries()) {
    expect(step.segmentCount).toBeGreaterThan(steps[index]?.segmentCount ?? Infinity);
    expect(step.toPenalty).toBe(steps[index]?.fromPenalty);
    expect(step.cost).toBeLessThan(steps[index]?.cost ?? 0);
  }
});

test("a path cut short says so", () => {
  const samples = samplesOf(whiteNoise(createRng(5), 300, 20));
  const path = penaltyPath(samples, { lowPenalty: 10, highPenalty: 50_000, minSize: 1, maxSearches: 5 });
  expect(path).toMatchObject({ ok: true, value: { complete: false } });
});

test("refuses penalties the wrong way round, and bad samples", () => {
  const options = { lowPenalty: 10, highPenalty: 5, minSize: 1 };
  expect(penaltyPath(samplesOf([1, 2]), options)).toMatchObject({ error: { reason: "bad_option" } });
  expect(penaltyPath(samplesOf([Number.NaN]), { ...options, lowPenalty: 1 })).toMatchObject({
    error: { reason: "bad_sample" },
  });
});
