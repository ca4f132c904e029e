import { expect, test } from "vitest";
import { FIRST_CLASSIC_STATE, nextClassicPhase } from "./classic-phase.ts";
import { everySecond, held, MIB, ramp } from "./memory-story.ts";

const follow = (usedGib: readonly number[]) =>
  everySecond(usedGib).reduce(nextClassicPhase, FIRST_CLASSIC_STATE).reading;

test("below three samples it is stable without confidence", () => {
  expect(follow([1, 9])).toMatchObject({ phase: "stable", confidence: 0 });
});

test("flat memory is stable, confident after 30 samples", () => {
  expect(follow(held(3, 15)).confidence).toBeCloseTo(0.5);
  expect(follow(held(3, 40))).toMatchObject({ phase: "stable", confidence: 1 });
});

test("2 MiB a second is growing, the other way shrinking", () => {
  expect(follow(ramp(3, 2 / 1_024, 20)).phase).toBe("growing");
  expect(follow(ramp(3, 2 / 1_024, 60)).rateBytesPerS).toBeCloseTo(2 * MIB, -1);
  expect(follow(ramp(3, -2 / 1_024, 20)).phase).toBe("shrinking");
});

test("its flaw: one load step is volatile for the whole window", () => {
  expect(follow([...held(3, 30), ...held(8, 9)]).phase).toBe("volatile");
  expect(follow([...held(3, 30), ...held(8, 14)]).phase).toBe("stable");
});
