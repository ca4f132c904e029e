import { describe, expect, test } from "vitest";
import { createRng } from "../synth/rng.ts";
import { defaultPenalty } from "./default-penalty.ts";
import { noiseLevel } from "./noise-level.ts";
import { findMeans } from "./segment-means.ts";
import { whiteNoise } from "./testing/series.ts";

const levelOf = (samples: Float64Array, capacity: number | null = null) =>
  noiseLevel(samples, [{ start: 0, end: samples.length }], capacity);
const changesAtDefault = (samples: Float64Array, capacity: number | null = null) =>
  findMeans(samples, { penalty: defaultPenalty(levelOf(samples, capacity).sd, samples.length), minSize: 1 })
    .changePoints;

test("noise is measured as it is, without the steps", () => {
  const values = whiteNoise(createRng(1), 20_000, 50).map((noise, index) => noise + (index % 1_000 < 500 ? 0 : 9_000));
  expect(levelOf(Float64Array.from(values), 10_000).measuredSd).toBeCloseTo(50, 0);
});

test("on memory that stands still the capacity sets the scale", () => {
  const still = new Float64Array(100).fill(9_000);
  expect(levelOf(still, 40_000)).toMatchObject({ sd: 100, measuredSd: 0, capacityKnown: true });
  expect(levelOf(still)).toMatchObject({ sd: 25, capacity: 10_000, capacityKnown: false });
});

test("presets are factors of the default", () => {
  const base = defaultPenalty(10, 1_000);
  expect(base).toBeCloseTo(300 * Math.log(1_000));
  expect(defaultPenalty(10, 1_000, "unknown") / base).toBe(1);
  expect(defaultPenalty(10, 1_000, "pytorch_training") / base).toBe(0.5);
  expect(defaultPenalty(10, 1_000, "inference_server") / base).toBe(2.5);
});

describe("white noise, 1,000 samples, 200 seeds", () => {
  test.each([
    ["far above the floor", 500, null],
    ["near the floor", 25, 16_000],
    ["in steps of 2 MiB", 25, null],
  ])("%s: at most two runs with any change", (name, sd, capacity) => {
    let changed = 0;
    for (let seed = 0; seed < 200; seed++) {
      const noise = whiteNoise(createRng(seed), 1_000, sd);
      const samples = Float64Array.from(
        noise,
        (value) => 16_000 + (name.includes("2 MiB") ? 2 * Math.round(value / 2) : value),
      );
      if (changesAtDefault(samples, capacity).length > 1) changed++;
    }
    expect(changed).toBeLessThanOrEqual(2);
  });
});

test("a clean step of 1 % of capacity for 20 samples is found exactly, wherever and in however long a record", () => {
  const rng = createRng(8);
  for (let round = 0; round < 300; round++) {
    const capacity = rng.pick([8_192, 24_576, 81_920, 196_608]);
    const samples = new Float64Array(rng.whole(60, 20_000)).fill(rng.between(0, 0.8 * capacity));
    const start = rng.whole(1, samples.length - 21);
    for (let index = start; index < start + 20; index++) samples[index] = (samples[index] ?? 0) + 0.01 * capacity;
    const expected = [start, start + 20, samples.length];
    expect(changesAtDefault(samples, capacity)).toEqual(expected);
    expect(changesAtDefault(samples)).toEqual(expected);
  }
});

test("the same change points in bytes, MiB and GiB", () => {
  const rng = createRng(9);
  for (let round = 0; round < 20; round++) {
    const noise = whiteNoise(rng, 2_000, 40);
    const samples = Float64Array.from(noise, (value, index) =>
      Math.round(4_000 + value + 300 * Math.floor(index / 170) ** 1.5),
    );
    const changes = changesAtDefault(samples);
    expect(changes.length).toBeGreaterThan(5);
    for (const factor of [2 ** 20, 2 ** -10, 1 / 1_000])
      expect(changesAtDefault(samples.map((value) => value * factor))).toEqual(changes);
  }
});
