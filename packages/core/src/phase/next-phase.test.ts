import { expect, test } from "vitest";
import { createRng } from "../synth/rng.ts";
import { FIRST_PHASE_STATE, nextPhase } from "./next-phase.ts";
import { everySecond, follow, GIB, held, MIB, ramp, readingsOf, TOTAL_BYTES } from "./testing/memory-story.ts";

const phasesOf = (usedGib: readonly number[]) => readingsOf(everySecond(usedGib)).map(({ phase }) => phase);
const CAPACITY_GIB = 24;

test("nothing is known before the first sample, and little after it", () => {
  expect(FIRST_PHASE_STATE.reading).toMatchObject({ phase: "stable", confidence: 0 });
  expect(follow(everySecond([3])).reading).toMatchObject({ phase: "stable", confidence: 0, rateBytesPerS: 0 });
});

test("memory that is held is stable, more surely as time goes by", () => {
  const readings = readingsOf(everySecond(held(3, 60)));
  expect(new Set(readings.map(({ phase }) => phase))).toEqual(new Set(["stable"]));
  expect(readings[59]).toMatchObject({ durationMs: 59_000, rateBytesPerS: 0 });
  expect(readings[59]?.confidence).toBeGreaterThan(0.9);
  expect(readings[5]?.confidence).toBeLessThan(readings[59]?.confidence ?? 0);
});

test("single pages of 2 MiB never change the phase of flat memory, on any board", () => {
  for (const totalGib of [4, 8, 24, 192]) {
    const rng = createRng(totalGib);
    let level = 0.5 * totalGib * GIB;
    const samples = Array.from({ length: 3_600 }, (_, second) => {
      if (rng.next() < 0.01) level += rng.pick([-2, 2]) * MIB;
      const flicker = rng.next() < 0.3 ? 2 * MIB : 0;
      return { atMs: 1_000 * second, usedBytes: level + flicker, totalBytes: totalGib * GIB };
    });
    expect(readingsOf(samples).every(({ phase }) => phase === "stable")).toBe(true);
  }
});

test.each([0.5, 1, 2, 5, 10])(
  "growth of 0.5 %% of the capacity a minute is seen within 60 s, sampled every %d s",
  (stepS) => {
    const perS = (0.005 * TOTAL_BYTES) / 60;
    const samples = Array.from({ length: 120 / stepS + 1 }, (_, index) => ({
      atMs: 1_000 * stepS * index,
      usedBytes: 6 * GIB + perS * Math.max(0, stepS * index - 60),
      totalBytes: TOTAL_BYTES,
    }));
    const { reading } = follow(samples);
    expect(reading.phase).toBe("growing");
    expect(reading.rateBytesPerS / perS).toBeCloseTo(1, 1);
    expect(reading.durationMs).toBeGreaterThan(20_000);
    expect(reading.durationMs).toBeLessThanOrEqual(60_000);
  },
);

test("memory given back steadily is shrinking, at a negative rate", () => {
  const { reading } = follow(everySecond([...held(9, 30), ...ramp(9, ((-0.002 * CAPACITY_GIB) / 60) * 5, 60)]));
  expect(reading.phase).toBe("shrinking");
  expect(reading.rateBytesPerS).toBeLessThan(0);
});

test.each([1, 2, 3, 6])("after a load that takes %d samples memory is stable again within 5", (loadSamples) => {
  const load = Array.from({ length: loadSamples }, (_, index) => 3 + (9 * (index + 1)) / loadSamples);
  const phases = phasesOf([...held(3, 60), ...load, ...held(12, 60)]);
  const loaded = 60 + loadSamples - 1;
  expect(phases.slice(loaded + 5)).toEqual(held(0, phases.length - loaded - 5).map(() => "stable"));
});

test("samples may come closer together after a load: five are enough all the same", () => {
  const stepsS = [...held(8, 13), ...held(2, 20)];
  const used = [...held(3, 10), 6, 9, 12, ...held(12, 20)];
  let atMs = 0;
  const samples = used.map((gib, index) => {
    atMs += 1_000 * (stepsS[index] ?? 2);
    return { atMs, usedBytes: gib * GIB, totalBytes: TOTAL_BYTES };
  });
  const phases = readingsOf(samples).map(({ phase }) => phase);
  expect(phases.slice(12 + 5).every((phase) => phase === "stable")).toBe(true);
});

test("a few pages in many minutes are no growth", () => {
  const pages = Array.from({ length: 2_400 }, (_, second) => ({
    atMs: 1_000 * second,
    usedBytes: 4 * GIB + 2 * MIB * Math.floor(second / 180),
    totalBytes: 8 * GIB,
  }));
  expect(readingsOf(pages).every(({ phase }) => phase === "stable")).toBe(true);
});

test("a small program that comes and goes is no growth", () => {
  const visit = [3.02, 3.04, 3.06, 3.08, 3.1, 3.1, 3.1, 3.05, 3];
  expect(new Set(phasesOf([...held(3, 60), ...visit, ...held(3, 60)]))).toEqual(new Set(["stable"]));
});

test("growth is seen within 60 s when samples are 6 to 10 s apart", () => {
  const perS = (0.005 * TOTAL_BYTES) / 60;
  let atS = 0;
  const samples = Array.from({ length: 15 }, (_, index) => {
    atS += index % 2 === 0 ? 6 : 10;
    return { atMs: 1_000 * atS, usedBytes: 6 * GIB + perS * Math.max(0, atS - 60), totalBytes: TOTAL_BYTES };
  });
  const seen = readingsOf(samples).findIndex(({ phase }) => phase === "growing");
  expect((samples[seen]?.atMs ?? Infinity) - 60_000).toBeLessThanOrEqual(55_000);
});

test("a load step begins a new level: its time counts from there", () => {
  const before = follow(everySecond(held(3, 120)));
  const after = follow([{ atMs: 120_000, usedBytes: 12 * GIB, totalBytes: TOTAL_BYTES }], before);
  expect(before.reading.durationMs).toBe(119_000);
  expect(after.reading).toMatchObject({ phase: "stable", sinceMs: 120_000, durationMs: 0, rateBytesPerS: 0 });
});

test("a staircase of equal steps far apart is growth", () => {
  const stairs = Array.from({ length: 240 }, (_, second) => 6 + 0.04 * Math.floor(second / 20));
  const phases = phasesOf(stairs);
  expect(phases.slice(120).every((phase) => phase === "growing")).toBe(true);
});

test("a large step within growth does not spoil its rate", () => {
  const perS = 0.001;
  const { reading } = follow(everySecond([...ramp(6, perS, 90), ...ramp(11, perS, 12)]));
  expect(reading.phase).toBe("growing");
  expect(reading.rateBytesPerS / (perS * GIB)).toBeLessThan(2);
});

test("up and down by 10 % again and again is volatile, and stable soon after it ends", () => {
  const teeth = Array.from({ length: 120 }, (_, second) => 9 + (second % 6 < 3 ? 2.4 : 0));
  const phases = phasesOf([...held(9, 30), ...teeth, ...held(9, 60)]);
  expect(phases.slice(60, 150).every((phase) => phase === "volatile")).toBe(true);
  expect(phases.slice(170).every((phase) => phase === "stable")).toBe(true);
});

test("teeth that rise are growth once a few of them have been seen", () => {
  const teeth = Array.from({ length: 900 }, (_, second) => 6 + 0.004 * second + 1.2 * ((second % 30) / 30));
  const phases = phasesOf(teeth);
  expect(phases.at(-1)).toBe("growing");
  expect(phases.slice(600).filter((phase) => phase === "growing").length).toBeGreaterThan(280);
});

test("models loaded and unloaded every minute are levels, not movement", () => {
  const swaps = Array.from({ length: 600 }, (_, second) => (second % 120 < 60 ? 2 : 14));
  expect(new Set(phasesOf(swaps).slice(10))).toEqual(new Set(["stable"]));
});

test("a reading that failed changes nothing", () => {
  const state = follow(everySecond(held(3, 30)));
  const at = { atMs: 30_000, usedBytes: 3 * GIB, totalBytes: TOTAL_BYTES };
  for (const usedBytes of [null, Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300])
    expect(nextPhase(state, { ...at, usedBytes })).toBe(state);
  for (const atMs of [Number.NaN, Number.NEGATIVE_INFINITY, 29_000, 28_500])
    expect(nextPhase(state, { ...at, atMs })).toBe(state);
});

test("after a gap everything starts anew, at the time of the first sample after it", () => {
  const growing = follow(everySecond(ramp(6, 0.01, 60)));
  expect(growing.reading.phase).toBe("growing");
  const after = nextPhase(growing, { atMs: 3_600_000, usedBytes: 12 * GIB, totalBytes: TOTAL_BYTES });
  expect(after.reading).toEqual({
    phase: "stable",
    sinceMs: 3_600_000,
    durationMs: 0,
    rateBytesPerS: 0,
    confidence: 0,
  });
});

test("a clock set back by an hour is a new beginning and not the end", () => {
  const late = everySecond(held(6, 60)).map((sample) => ({ ...sample, atMs: sample.atMs + 3_600_000 }));
  const { reading } = follow([...late, ...everySecond(ramp(6, 0.01, 60))]);
  expect(reading.phase).toBe("growing");
  expect(reading.durationMs).toBeLessThanOrEqual(60_000);
});

test("samples once a minute are a rhythm, not a row of gaps", () => {
  const samples = ramp(6, 0.1, 30).map((gib, index) => ({
    atMs: 60_000 * index,
    usedBytes: gib * GIB,
    totalBytes: TOTAL_BYTES,
  }));
  expect(follow(samples).reading.phase).toBe("growing");
});

test("where the capacity is not known the highest reading stands for it", () => {
  const samples = everySecond([...held(6, 60), ...ramp(6, 0.002, 90)]);
  expect(follow(samples.map((sample) => ({ ...sample, totalBytes: null }))).reading.phase).toBe("growing");
});

test("what is remembered does not grow with time", () => {
  const rng = createRng(7);
  const sizeAfter = (count: number) => {
    let level = 10;
    const walk = Array.from({ length: count }, () => (level = Math.min(23, Math.max(0, level + rng.between(-1, 1)))));
    return JSON.stringify(follow(everySecond(walk)).memory).length;
  };
  expect(sizeAfter(20_000)).toBeLessThan(1.5 * sizeAfter(500));
});
