/**
 * How long exact segmentation takes, beside PELT (the usual exact search) on the same series in the same run.
 *
 *   npm run bench:segmentation [-- --quick] [-- --json]
 */
import type { ChangeSearch } from "../src/segmentation/functional-pruning.ts";
import { defaultPenalty } from "../src/segmentation/default-penalty.ts";
import { noiseLevel } from "../src/segmentation/noise-level.ts";
import { segmentMeans } from "../src/segmentation/segment-means.ts";
import { segmentSeries } from "../src/segmentation/segment-series.ts";
import { searchByPelt } from "../src/segmentation/testing/pelt.ts";
import {
  levelsWithNoise,
  quietLeak,
  rampWithNoise,
  sawtooth,
  weekOfPlateaus,
  type BenchSeries,
} from "./segmentation-series.ts";

const MIB = 2 ** 20;
const SIZES = [
  { name: "1e4", length: 10_000, targetMs: 10, runs: 15 },
  { name: "1e5", length: 100_000, targetMs: 60, runs: 9 },
  { name: "1e6", length: 1_000_000, targetMs: 1_000, runs: 5 },
] as const;
const WEEK_TARGET_MS = 50;
/** PELT compares each sample with all since the last change: beyond this many comparisons it takes minutes. */
const PELT_LIMIT = { full: 5e9, quick: 1e8 };

const quick = process.argv.includes("--quick");
const json = process.argv.includes("--json");
const write = (line: string) => process.stdout.write(`${line}\n`);

interface Measured {
  ms: number;
  /** Whole analysis: penalty, search, lines, labels. */
  wholeMs: number;
  peltMs: number | null;
  segmentCount: number;
}

function medianMs(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
  return times.toSorted((a, b) => a - b)[runs >>> 1] ?? Number.NaN;
}

function measure({ samplesMib, extra = false }: BenchSeries, runs: number): Measured {
  const { length } = samplesMib;
  const noise = noiseLevel(samplesMib, [{ start: 0, end: length }], null);
  // By the noise alone, as published times are; without noise, as the product does.
  const penalty = defaultPenalty(extra || noise.measuredSd < 1 ? noise.sd : noise.measuredSd, length);
  const segment = (search?: ChangeSearch) => {
    const result = segmentMeans(samplesMib, { penalty, minSize: 1 }, search);
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  const samples = {
    atS: Float64Array.from(samplesMib, (_, index) => index),
    usedBytes: samplesMib.map((mib) => mib * MIB),
    totalBytes: null,
  };
  const found = segment();
  const ms = medianMs(runs, segment);
  const wholeMs = medianMs(quick ? 1 : Math.min(runs, 5), () => segmentSeries(samples));
  const comparisons = (length * length) / found.changePoints.length / 2;
  const limit = quick ? PELT_LIMIT.quick : PELT_LIMIT.full;
  let peltMs: number | null = null;
  if (comparisons <= limit) {
    let reference = found;
    peltMs = medianMs(comparisons > 1e8 ? 1 : 3, () => (reference = segment(searchByPelt)));
    requireSame(found, reference, penalty);
  }
  return { ms, wholeMs, peltMs, segmentCount: found.changePoints.length };
}

interface Found {
  changePoints: number[];
  cost: number;
}

/** Speed counts only for the right answer. */
function requireSame(found: Found, reference: Found, penalty: number): void {
  const totalOf = ({ cost, changePoints }: Found) => cost + penalty * changePoints.length;
  const [total, expected] = [totalOf(found), totalOf(reference)];
  if (Math.abs(total - expected) > 1e-9 * expected) throw new Error(`total ${total} differs from PELT's ${expected}`);
}

const cell = (ms: number | null): string =>
  (ms === null ? "not run" : `${ms.toFixed(ms < 10 ? 2 : 0)} ms`).padStart(11);

function row(name: string, { shape }: BenchSeries, { ms, wholeMs, peltMs, segmentCount }: Measured): string {
  const ratio = peltMs === null ? "" : `${(peltMs / ms).toFixed(peltMs / ms < 10 ? 1 : 0)} x`;
  const cells = [cell(ms), cell(peltMs), ratio.padStart(9), cell(wholeMs), String(segmentCount).padStart(9)];
  return [name.padEnd(6), shape.padEnd(15), ...cells].join(" ");
}

function verdict(name: string, ms: number, targetMs: number): string {
  return `${name.padEnd(22)} ${cell(ms)}   target ${targetMs} ms: ${ms <= targetMs ? "met" : "MISSED"}`;
}

interface Results {
  worstMs: Record<string, number>;
  baselines: Record<string, number | null>;
}

function measureSizes(): Results {
  const results: Results = { worstMs: {}, baselines: {} };
  for (const { name, length, runs } of SIZES) {
    const levels = [0, 5, length / 100].map((changes) => levelsWithNoise(length, changes));
    for (const series of [...levels, rampWithNoise(length), sawtooth(length), quietLeak(length)]) {
      const measured = measure(series, quick ? Math.ceil(0.6 * runs) : runs);
      write(row(name, series, measured));
      if (series.extra !== true) results.worstMs[name] = Math.max(results.worstMs[name] ?? 0, measured.ms);
      results.baselines[`peltMs ${name} ${series.shape}`] = measured.peltMs;
    }
  }
  return results;
}

function main(): void {
  const headings = ["search", "PELT", "PELT/ours", "all stages", "segments"].map((text, index) =>
    text.padStart([11, 11, 9, 11, 9][index] ?? 0),
  );
  write(["size".padEnd(6), "series".padEnd(15), ...headings].join(" "));
  const { worstMs, baselines } = measureSizes();
  const week = weekOfPlateaus();
  const { ms: msWeekPlateaus, ...measured } = measure(week, quick ? 5 : 9);
  write(row("week", week, { ms: msWeekPlateaus, ...measured }));
  baselines["peltMs week plateaus"] = measured.peltMs;

  write(
    `\nMedians. PELT is quadratic where changes are few: not run where it would take ${quick ? "seconds" : "minutes"}.`,
  );
  write("On a quiet leak many starts stay in the running: shown beside the series the targets are set for.");
  for (const { name, targetMs } of SIZES)
    write(verdict(`${name} samples, worst`, worstMs[name] ?? Number.NaN, targetMs));
  write(verdict("week of plateaus", msWeekPlateaus, WEEK_TARGET_MS));
  const figures = {
    ms1e4Worst: worstMs["1e4"],
    ms1e5Worst: worstMs["1e5"],
    ms1e6Worst: worstMs["1e6"],
    msWeekPlateaus,
  };
  if (json) write(JSON.stringify({ bench: "segmentation", figures, baselines }));
}

main();
