import type { GpuHistory } from "@vramfleet/core/fleet";
import { expect, test } from "vitest";
import { gpuSample } from "../../testing/samples.ts";
import { gpuParam } from "../../lib/node-href.ts";
import { chooseGpu } from "./choose-gpu.ts";
import { historyAnswers, NO_ANSWER } from "./history-answers.ts";
import { parseRange } from "./history-range.ts";
import { coverageRatio, historySummary } from "./history-summary.ts";
import { toMemoryHistory } from "./live-history.ts";

const GIB = 2 ** 30;
const nothing = [null, null, null, null];
const answer: GpuHistory = {
  fromMs: 0,
  toMs: 4_000,
  stepMs: 1_000,
  atMs: [0, 1_000, 2_000, 3_000],
  usedMinBytes: [GIB, null, 2 * GIB, 3 * GIB],
  usedMaxBytes: [2 * GIB, null, 5 * GIB, 3 * GIB],
  usedMeanBytes: [1.5 * GIB, null, 3 * GIB, 3 * GIB],
  totalBytes: [8 * GIB, null, 8 * GIB, 8 * GIB],
  reservedBytes: nothing,
  utilMeanPct: nothing,
  temperatureMaxC: nothing,
  powerMeanMw: nothing,
  coverageRatio: 0.75,
};

test("the chart in a sentence, and how much of it is known", () => {
  const history = toMemoryHistory(answer);
  expect(historySummary(history, "hour")).toBe("Last hour: used memory between 1.00 and 5.00 GiB, newest 3.00 GiB.");
  expect(coverageRatio(history, 4_000)).toBe(0.75);
  const empty = { ...history, meanBytes: nothing, minBytes: nothing, maxBytes: nothing };
  expect(historySummary(empty, "hour")).toBe("No samples of this GPU in the last hour.");
  expect(coverageRatio(empty, 4_000)).toBe(0);
});

test("an answer to another question does not take in this one's readings", () => {
  const known = historyAnswers(NO_ANSWER, { kind: "answer", key: "a", history: answer });
  const reading = { atMs: 4_000, intervalMs: 1_000, usedBytes: GIB, totalBytes: 8 * GIB, reservedBytes: null };
  expect(historyAnswers(known, { kind: "reading", key: "b", reading, lengthMs: 4_000 })).toBe(known);
  const grown = historyAnswers(known, { kind: "reading", key: "a", reading, lengthMs: 4_000 });
  expect(grown.history?.meanBytes.at(-1)).toBe(GIB);
});

test("a failed question keeps what was known of it, not of another", () => {
  const known = historyAnswers(NO_ANSWER, { kind: "answer", key: "a", history: answer });
  expect(historyAnswers(known, { kind: "problem", key: "a", message: "busy" }).history).toBe(known.history);
  expect(historyAnswers(known, { kind: "problem", key: "b", message: "busy" })).toEqual({
    key: "b",
    history: null,
    problem: "busy",
  });
});

test("the address names range and GPU; what it names wrongly has a default", () => {
  expect([parseRange("6h"), parseRange("9h"), parseRange(null)]).toEqual(["6h", "1h", "1h"]);
  const lost = gpuSample({ slotIndex: 0, uuid: null, state: "lost" });
  const second = gpuSample({ slotIndex: 1, uuid: "GPU-b" });
  expect(chooseGpu([lost, second], "GPU-b")).toBe(second);
  expect(chooseGpu([lost, second], gpuParam(lost))).toBe(lost);
  expect(chooseGpu([lost, second], "GPU-gone")).toBe(second);
  expect(chooseGpu([lost], null)).toBe(lost);
  expect(chooseGpu([], null)).toBeNull();
});
