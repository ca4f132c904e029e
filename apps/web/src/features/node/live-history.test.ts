import { expect, test } from "vitest";
import type { LiveReading, MemoryHistory } from "./live-history.ts";
import { appendReading } from "./live-history.ts";

const HOUR = 3_600_000;
const at = (atMs: number, usedBytes: number): LiveReading => ({
  atMs,
  intervalMs: 1_000,
  usedBytes,
  totalBytes: 100,
  reservedBytes: 1,
});

const empty: MemoryHistory = {
  toMs: 0,
  stepMs: 5_000,
  atMs: [],
  minBytes: [],
  maxBytes: [],
  meanBytes: [],
  totalBytes: [],
  reservedBytes: [],
};
const play = (...readings: LiveReading[]) =>
  readings.reduce((history, reading) => appendReading(history, reading, HOUR), empty);

test("readings of one bucket become its lowest, highest and mean", () => {
  const history = play(at(10_000, 10), at(11_000, 30), at(12_000, 20));
  expect(history).toMatchObject({
    atMs: [10_000],
    minBytes: [10],
    maxBytes: [30],
    totalBytes: [100],
    reservedBytes: [1],
  });
  expect(history.meanBytes[0]).toBeCloseTo(20);
});

test("time without readings becomes empty buckets, not a line", () => {
  const history = play(at(10_000, 10), at(26_000, 20));
  expect(history.atMs).toEqual([10_000, 15_000, 20_000, 25_000]);
  expect(history.meanBytes).toEqual([10, null, null, 20]);
});

test("the window slides: buckets older than the range leave", () => {
  const history = play(at(0, 1), at(HOUR + 6_000, 2));
  expect(history.atMs[0]).toBeGreaterThan(0);
  expect((history.atMs.at(-1) ?? 0) - (history.atMs[0] ?? 0)).toBeLessThanOrEqual(HOUR);
  expect(history.meanBytes.at(-1)).toBe(2);
});

test("a reading older than the newest bucket changes nothing, and nothing is changed in place", () => {
  const history = play(at(20_000, 5));
  expect(appendReading(history, at(14_000, 99), HOUR)).toBe(history);
  appendReading(history, at(21_000, 99), HOUR);
  expect(history.maxBytes).toEqual([5]);
});

test("all series stay parallel, also after a sleep longer than the range", () => {
  const history = play(at(10_000, 10), at(10 * HOUR, 20));
  const lengths = [history.minBytes, history.maxBytes, history.totalBytes, history.reservedBytes].map((s) => s.length);
  expect(new Set([...lengths, history.atMs.length]).size).toBe(1);
  expect(history.atMs.length).toBeLessThanOrEqual(HOUR / 5_000 + 2);
});

test("the history ends at the newest reading, or where the hub's answer ended if that is later", () => {
  expect(play(at(10_000, 1), at(12_000, 1)).toMs).toBe(12_000);
  expect(appendReading({ ...empty, toMs: 15_000 }, at(12_000, 1), HOUR).toMs).toBe(15_000);
});
