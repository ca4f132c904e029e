import { expect, test } from "vitest";
import { gpuSample, memoryHeld } from "../../testing/samples.ts";
import { gpuCondition } from "./gpu-condition.ts";

test("a reading has its share and level", () => {
  expect(gpuCondition(gpuSample({ memory: memoryHeld(0.95) }))).toMatchObject({
    kind: "reading",
    level: "critical",
    shareRatio: expect.closeTo(0.95) as number,
  });
});

test.each([
  ["LOST: needs reset or reboot", null],
  ["LOST: needs reset or reboot; Xid 79", "Xid 79"],
  ["GPU is lost (Xid 79)", "GPU is lost (Xid 79)"],
  [null, null],
])("a lost GPU with the words %j says what to do once", (problem, detail) => {
  expect(gpuCondition(gpuSample({ state: "lost", problem, memory: memoryHeld(0.5) }))).toEqual({
    kind: "trouble",
    mark: "lost",
    title: "LOST: needs reset or reboot",
    detail,
  });
});

test("a failed GPU shows the driver's words, and old memory is not shown as current", () => {
  const condition = gpuCondition(gpuSample({ state: "failed", problem: "Unknown Error", memory: memoryHeld(0.5) }));
  expect(condition).toMatchObject({ kind: "trouble", mark: "failed", detail: "Unknown Error" });
});

test("without memory or without a total there is no share", () => {
  expect(gpuCondition(gpuSample({ memory: null }))).toMatchObject({ kind: "trouble", mark: "unknown" });
  const empty = { totalBytes: 0, usedBytes: 0, freeBytes: 0, reservedBytes: null };
  expect(gpuCondition(gpuSample({ memory: empty }))).toMatchObject({ kind: "trouble", mark: "unknown" });
});
