import { existsSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng, type Rng } from "../synth/rng.ts";
import { defaultPenalty } from "./default-penalty.ts";
import { segmentMeans } from "./segment-means.ts";
import { segmentSeries, type MemorySamples, type SegmentationOptions } from "./segment-series.ts";
import { normal } from "./testing/series.ts";

const MIB = 2 ** 20;

const recording = (usedMib: readonly number[], totalMib: number | null = null, stepS = 1): MemorySamples => ({
  atS: usedMib.map((_, index) => index * stepS),
  usedBytes: usedMib.map((value) => value * MIB),
  totalBytes: totalMib === null ? null : totalMib * MIB,
});
function segmented(samples: MemorySamples, options: SegmentationOptions = {}) {
  const result = segmentSeries(samples, options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
/** "start-end label", one for each segment. */
const phases = (samples: MemorySamples, options: SegmentationOptions = {}) =>
  segmented(samples, options).segments.map(({ startIndex, endIndex, label }) => `${startIndex}-${endIndex} ${label}`);
const level = (mib: number, count: number): number[] => Array.from({ length: count }, () => mib);
const ramp = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
const noisy = (rng: Rng, values: readonly number[], sd: number) => values.map((value) => value + normal(rng, sd));

describe("labels", () => {
  test("idle, load in steps, work, leak, crash", () => {
    const used = [
      ...level(450, 60),
      ...ramp(3_000, 30_000, 12),
      ...level(42_000, 300),
      ...ramp(42_000, 78_000, 1_200),
      ...level(450, 60),
    ];
    const [idle, load, work, leak, after, ...rest] = segmented(recording(used, 81_920)).segments;
    expect([idle, load, work, leak, after].map((segment) => segment?.label)).toEqual([
      "idle",
      "load",
      "stable",
      "growing",
      "idle",
    ]);
    expect(rest).toEqual([]);
    expect(idle?.endIndex).toBe(60);
    expect(load?.endIndex).toBe(72);
    expect(Math.abs((leak?.startIndex ?? 0) - 372)).toBeLessThanOrEqual(20);
    expect(leak?.endIndex).toBe(1_572);
    expect(leak?.slopeBytesPerS).toBeCloseTo((36_000 / 1_199) * MIB, -6);
    expect(after?.evidence.stepBytes).toBeLessThan(-77_000 * MIB);
  });

  test("a load that ends high is a load, a rise at the same speed that goes on to the end is growth", () => {
    const climb = ramp(500, 20_000, 40);
    expect(
      phases(recording([...level(500, 60), ...climb, ...level(20_000, 200)], 24_576)).map(
        (phase) => phase.split(" ")[1],
      ),
    ).toEqual(["idle", "load", "stable"]);
    expect(phases(recording([...level(500, 60), ...climb], 24_576)).at(-1)).toMatch(/growing$/);
  });

  test("memory handed back over some samples is a release, slowly it is shrinking", () => {
    const labels = (count: number) =>
      phases(recording([...level(20_000, 200), ...ramp(20_000, 2_000, count), ...level(2_000, 200)], 24_576)).map(
        (phase) => phase.split(" ")[1],
      );
    expect(labels(20)).toContain("release");
    expect(labels(2_000)).toContain("shrinking");
  });

  test("teeth are one volatile segment, whether each is seen as a segment or not", () => {
    const rng = createRng(1);
    for (const period of [6, 30, 90]) {
      const used = Array.from(
        { length: 1_200 },
        (_, index) => 10_000 + (2_500 * (index % period)) / period + normal(rng, 20),
      );
      const [only, ...rest] = segmented(recording(used, 24_576)).segments;
      expect(only?.label, `period ${period}`).toBe("volatile");
      expect(rest, `period ${period}`).toEqual([]);
    }
  });

  test("teeth on a leak are growth", () => {
    const used = ramp(8_000, 20_000, 1_800).map((value, index) => value + (1_000 * (index % 30)) / 30);
    expect(phases(recording(used, 24_576))).toEqual(["0-1800 growing"]);
  });

  test("one odd sample is an excursion, and the level around it stays what it was", () => {
    const used = [...level(12_000, 200), 20_000, ...level(12_000, 200)];
    const { segments } = segmented(recording(used, 24_576));
    expect(segments.map(({ label, evidence }) => `${label} ${evidence.rule}`)).toEqual([
      "stable level",
      "volatile excursion",
      "stable level",
    ]);
  });

  test("model swaps are levels, not teeth", () => {
    const used = Array.from({ length: 12 }, (_, index) => level(index % 2 === 0 ? 6_000 : 14_000, 60)).flat();
    expect(phases(recording(used, 24_576)).map((phase) => phase.split(" ")[1])).toEqual(
      level(0, 12).map(() => "stable"),
    );
  });

  test("the evidence says what the label rests on", () => {
    const [segment] = segmented(recording(ramp(4_000, 20_000, 1_000), 24_576)).segments;
    expect(segment).toMatchObject({
      startS: 0,
      endS: 999,
      evidence: { rule: "line", sampleCount: 1_000, durationS: 999, stepBytes: null },
    });
    expect((segment?.evidence.riseBytes ?? 0) / MIB).toBeCloseTo(16_000, 3);
    expect(segment?.evidence.residualSdBytes).toBeLessThan(MIB);
    expect(segment?.evidence.meanSegmentCount).toBeGreaterThan(5);
    expect(segment?.minBytes).toBe(4_000 * MIB);
    expect(segment?.maxBytes).toBe(20_000 * MIB);
  });
});

describe("one growing segment", () => {
  test("for a ramp of any slope with noise", () => {
    const rng = createRng(21);
    for (let round = 0; round < 150; round++) {
      const total = rng.pick([8_192, 24_576, 81_920, 196_608]);
      const from = rng.between(0.05, 0.4) * total;
      const count = rng.whole(130, 3_000);
      const used = noisy(
        rng,
        ramp(from, from + rng.between(0.02, 0.55) * total, count),
        rng.pick([0, 0.0003, 0.002]) * total,
      );
      const samples = recording(used, rng.next() < 0.5 ? total : null);
      expect(phases(samples), `round ${round}`).toEqual([`0-${count} growing`]);
    }
  });

  test.each([2, 20])("for a staircase of %d MiB with noise", (step) => {
    const rng = createRng(22);
    for (let round = 0; round < 150; round++) {
      const total = rng.pick([8_192, 24_576, 81_920]);
      const period = rng.whole(1, step === 2 ? 20 : 100);
      const count = Math.ceil((0.004 * total * period) / step) + 6 * period;
      const used = Array.from({ length: count }, (_, index) => 0.3 * total + step * Math.floor(index / period));
      if ((used.at(-1) ?? 0) > 0.98 * total || count < 60) continue;
      expect(phases(recording(noisy(rng, used, rng.pick([0, 1, 5])), total)), `round ${round}`).toEqual([
        `0-${count} growing`,
      ]);
    }
  });

  test("but none where a clock stood still, however memory rose", () => {
    const used = Array.from({ length: 12 }, (_, stair) => level(2_000 + 400 * stair, 25)).flat();
    const samples = recording(used, 24_576);
    const { segments } = segmented({ ...samples, atS: used.map(() => 5) });
    expect(segments.filter(({ label }) => label === "growing" || label === "shrinking")).toEqual([]);
  });

  test.each([8_192, 24_576, 81_920])("for large stairs that begin on a nearly empty GPU of %d MiB", (total) => {
    const rng = createRng(24);
    const used = Array.from({ length: 12 }, (_, stair) => level(0.1 * total + 512 * stair, 150)).flat();
    expect(phases(recording(noisy(rng, used, 2), total))).toEqual([`0-${used.length} growing`]);
  });

  test("for stairs held so long that each is a level, up or down; not for unequal ones", () => {
    const stairs = (stepsMib: readonly number[]) => {
      let mib = 4_000;
      return stepsMib.flatMap((step) => level((mib += step), 1_000));
    };
    const rng = createRng(24);
    const found = (stepsMib: readonly number[]) =>
      segmented(recording(noisy(rng, stairs(stepsMib), 2), 8_192)).segments.map(
        ({ label, evidence }) => `${label} ${evidence.rule}`,
      );
    expect(found(level(20, 8))).toEqual(["growing staircase"]);
    expect(found(level(-20, 8))).toEqual(["shrinking staircase"]);
    expect(found([0, 20, 200, 20])).toEqual(level(0, 4).map(() => "stable level"));
    expect(found([0, 40, -40, 40, -40])).toEqual(level(0, 5).map(() => "stable level"));
  });

  test("for a leak too small for a line to pay, if it is steady", () => {
    const rng = createRng(25);
    for (let round = 0; round < 20; round++) {
      const { segments } = segmented(recording(noisy(rng, ramp(20_000, 20_030, 500), 1), 81_920));
      expect(segments.map(({ label, evidence }) => `${label} ${evidence.rule}`)).toEqual(["growing drift"]);
    }
  });

  test("and still memory with noise is stable", () => {
    const rng = createRng(23);
    for (let round = 0; round < 200; round++) {
      const count = rng.whole(50, 3_000);
      const used = noisy(rng, level(rng.between(2_000, 20_000), count), rng.pick([0, 2, 20, 80]));
      expect(phases(recording(used, 24_576)), `round ${round}`).toEqual([`0-${count} stable`]);
    }
  });
});

describe("time", () => {
  test("a gap ends a segment, and nothing is fitted across it", () => {
    const used = level(9_000, 200);
    const samples = { ...recording(used, 24_576), atS: used.map((_, index) => (index < 80 ? index : index + 600)) };
    const { segments, changePoints, stretches, costSquareBytes } = segmented(samples);
    expect(segments.map(({ startS, endS, label }) => [startS, endS, label])).toEqual([
      [0, 79, "stable"],
      [680, 799, "stable"],
    ]);
    expect(changePoints).toEqual([80, 200]);
    expect(stretches).toHaveLength(2);
    expect(costSquareBytes).toBe(0);
    expect(segments[1]?.evidence.stepBytes).toBeNull();
  });

  test("slopes are per second of the recording, however unevenly it was sampled", () => {
    const rng = createRng(5);
    let timeS = 1_700_000_000;
    const atS = Array.from({ length: 900 }, () => (timeS += rng.between(0.5, 8)));
    const usedBytes = atS.map((at) => (5_000 + 3 * (at - 1_700_000_000)) * MIB);
    const [only, ...rest] = segmented({ atS, usedBytes, totalBytes: 24_576 * MIB }).segments;
    expect(rest).toEqual([]);
    expect(only?.label).toBe("growing");
    expect((only?.slopeBytesPerS ?? 0) / MIB).toBeCloseTo(3, 6);
  });

  test("a stretch shorter than the minimum length is one segment", () => {
    const used = [...level(1_000, 30), 9_000, 2_000, ...level(5_000, 30)];
    const atS = used.map((_, index) => index + (index >= 30 ? 500 : 0) + (index >= 32 ? 500 : 0));
    const { changePoints } = segmented({ ...recording(used, 24_576), atS }, { minSize: 5 });
    expect(changePoints).toEqual([30, 32, 62]);
  });
});

describe("options", () => {
  const used = noisy(createRng(3), [...level(4_000, 400), ...level(4_500, 300), ...level(9_000, 300)], 40);

  test("the default price follows from the data; presets are factors of it", () => {
    const base = segmented(recording(used));
    expect(base.penaltySquareBytes).toBe(defaultPenalty(base.noise.sd, used.length));
    const price = (preset: SegmentationOptions["preset"]) =>
      segmented(recording(used), { ...(preset && { preset }) }).penaltySquareBytes;
    expect(price("pytorch_training")).toBe(0.5 * base.penaltySquareBytes);
    expect(price("inference_server")).toBe(2.5 * base.penaltySquareBytes);
    expect(price("unknown")).toBe(base.penaltySquareBytes);
  });

  test("a price and a minimum length of one's own reach the search as they are", () => {
    const options = { penaltySquareBytes: 2_000 * MIB ** 2, minSize: 7 };
    const found = segmented(recording(used), options);
    const expected = segmentMeans(
      Float64Array.from(used, (value) => value * MIB),
      { penalty: options.penaltySquareBytes, minSize: 7 },
    );
    expect(expected).toEqual({ ok: true, value: { changePoints: found.changePoints, cost: found.costSquareBytes } });
    expect(found.changePoints.length).toBeGreaterThan(10);
  });

  test("stage mean gives the levels themselves", () => {
    const { segments, changePoints } = segmented(recording(ramp(4_000, 20_000, 500)), { stage: "mean" });
    expect(segments.map(({ endIndex }) => endIndex)).toEqual(changePoints);
    expect(changePoints.length).toBeGreaterThan(5);
  });
});

test.each([
  [{ atS: [0, 1], usedBytes: [1, Number.NaN], totalBytes: null }, {}, "bad_sample", "sample 1 is NaN"],
  [{ atS: [0, Infinity], usedBytes: [1, 2], totalBytes: null }, {}, "bad_sample", "time of sample 1 is Infinity"],
  [{ atS: [0], usedBytes: [1, 2], totalBytes: null }, {}, "bad_sample", "1 times for 2 readings"],
  [{ atS: [0, 1], usedBytes: [1, 2], totalBytes: 0 }, {}, "bad_option", "totalBytes is 0"],
  [{ atS: [0, 1], usedBytes: [1, 2], totalBytes: null }, { penaltySquareBytes: -3 }, "bad_option", "penalty is -3"],
  [{ atS: [0, 1], usedBytes: [1, 2], totalBytes: null }, { minSize: 0 }, "bad_option", "minSize is 0"],
  [{ atS: [0, 1], usedBytes: [1, 2], totalBytes: null }, { minSize: 4 }, "too_few_samples", "2 samples are fewer"],
] as const)("%j with %j is refused in words", (...[samples, options, reason, words]) => {
  const result = segmentSeries(samples, options);
  expect(result).toMatchObject({ ok: false, error: { reason } });
  expect(result.ok ? "" : result.error.message).toContain(words);
});

test("no samples, no segments", () => {
  expect(segmented({ atS: [], usedBytes: [], totalBytes: null })).toMatchObject({
    segments: [],
    changePoints: [],
    costSquareBytes: 0,
  });
});

const anyTime = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
);
const anyValue = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((step) => step * 1e9),
  fc.double({ noNaN: true, min: -1e30, max: 1e30 }),
);
const anyRecording = fc.record({
  samples: fc.array(fc.tuple(anyTime, anyValue), { minLength: 1, maxLength: 150 }),
  sorted: fc.boolean(),
  totalBytes: fc.option(fc.constantFrom(1e9, 8e9, 1)),
  stage: fc.constantFrom("mean" as const, "line" as const),
  minSize: fc.integer({ min: 1, max: 4 }),
});

test("whatever is recorded, segments tile it, respect its gaps, and every number is one", () => {
  fc.assert(
    fc.property(anyRecording, ({ samples, sorted, totalBytes, stage, minSize }) => {
      fc.pre(samples.length >= minSize);
      const atS = samples.map(([time]) => time);
      if (sorted) atS.sort((a, b) => a - b);
      const found = segmented({ atS, usedBytes: samples.map(([, value]) => value), totalBytes }, { stage, minSize });
      const { segments, stretches, changePoints } = found;
      expect(segments[0]?.startIndex).toBe(0);
      expect(segments.at(-1)?.endIndex).toBe(samples.length);
      segments.slice(1).forEach(({ startIndex }, index) => expect(startIndex).toBe(segments[index]?.endIndex));
      for (const { end } of stretches) {
        expect(segments.some(({ endIndex }) => endIndex === end)).toBe(true);
        expect(changePoints).toContain(end);
      }
      for (const segment of segments) {
        expect(changePoints).toContain(segment.endIndex);
        expect(segment.endS).toBeGreaterThanOrEqual(segment.startS);
        const { label: _, evidence, ...numbers } = segment;
        const { rule: __, stepBytes, driftScore, ...more } = evidence;
        const all = [...Object.values(numbers), ...Object.values(more), stepBytes ?? 0, driftScore ?? 0];
        expect(all.every(Number.isFinite), JSON.stringify(segment)).toBe(true);
      }
      expect(segments.reduce((sum, { evidence }) => sum + evidence.meanSegmentCount, 0)).toBe(changePoints.length);
    }),
    { numRuns: 400 },
  );
});

test("labels and change points do not depend on the unit", () => {
  const rng = createRng(77);
  const used = noisy(
    rng,
    [...level(500, 60), ...level(9_000, 200), ...ramp(9_000, 14_000, 700), ...level(800, 50)],
    15,
  );
  const base = recording(used);
  const expected = segmented(base);
  for (const factor of [2 ** 20, 2 ** -10]) {
    const scaled = segmented({ ...base, usedBytes: Array.from(base.usedBytes, (value) => value * factor) });
    expect(scaled.changePoints).toEqual(expected.changePoints);
    expect(scaled.segments.map(({ label, endIndex }) => [label, endIndex])).toEqual(
      expected.segments.map(({ label, endIndex }) => [label, endIndex]),
    );
  }
});

const TRACES = new URL("../../../../../shared/data/traces/", import.meta.url);
function traceOf(name: string): MemorySamples {
  const rows = readFileSync(new URL(`${name}.csv`, TRACES), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  const cells = rows.map((row) => row.split(","));
  const totalMib = Number(cells[0]?.[2] ?? "");
  return {
    atS: cells.map(([time]) => Number(time)),
    usedBytes: cells.map(([, used]) => Number(used) * MIB),
    totalBytes: totalMib > 0 ? totalMib * MIB : null,
  };
}

describe.skipIf(!existsSync(TRACES))("recorded traces (shared/data/traces)", () => {
  test("a leak after rest", () => {
    expect(phases(traceOf("slow_staircase_leak"))).toEqual(["0-43 idle", "43-69 growing"]);
  });

  test("a server's start, weights in steps and then its cache, is one load", () => {
    expect(phases(traceOf("vllm_like_startup_h100nvl"))).toEqual(["0-15 idle", "15-70 load", "70-104 stable"]);
  });

  test("a pipeline that loads and unloads every 20 s is volatile", () => {
    expect(phases(traceOf("ltx_video_pipeline_a"))).toEqual(["0-152 volatile"]);
  });

  test("15 h of serving have few levels, and end at rest", () => {
    const found = phases(traceOf("llm_serve_5080_15h"));
    expect(found.length).toBeLessThanOrEqual(10);
    expect(found.at(-1)).toBe("909-932 idle");
  });

  test("load, training, leak and crash", () => {
    const { series } = JSON.parse(readFileSync(new URL("../segmentation_vectors.json", TRACES), "utf8")) as {
      series: { name: string; values: number[] }[];
    };
    const values = series.find(({ name }) => name === "load_train_leak_oom")?.values ?? [];
    const { segments } = segmented(recording(values));
    expect(segments.map(({ label }) => label)).toEqual(["idle", "load", "stable", "growing", "idle"]);
    // The leak began at 170; where it leaves the noise is found up to 14 samples later.
    [40, 70, 170, 670, 700].forEach((end, index) =>
      expect(Math.abs((segments[index]?.endIndex ?? 0) - end)).toBeLessThanOrEqual(14),
    );
  });
});
