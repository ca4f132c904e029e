/** Recorded devices, where a folder of them lies beside the checkout. They are not part of the repository. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { PhaseReading, PhaseSample } from "./phase.ts";
import { FIRST_CLASSIC_STATE, nextClassicPhase } from "./testing/classic-phase.ts";
import { MIB, readingsOf } from "./testing/memory-story.ts";

const folder = join(import.meta.dirname, "../../../../../shared/data/traces");
const skipped = !existsSync(folder);
if (skipped) process.stderr.write(`skipped: no recorded traces at ${folder}\n`);

function samplesOf(name: string): PhaseSample[] {
  const rows = readFileSync(join(folder, `${name}.csv`), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  return rows.map((row) => {
    const [timeS = "", usedMib = "", totalMib = ""] = row.split(",");
    const totalBytes = totalMib.trim() === "" ? null : MIB * Number(totalMib);
    return { atMs: 1_000 * Number(timeS), usedBytes: MIB * Number(usedMib), totalBytes };
  });
}

const flips = (readings: readonly PhaseReading[]) =>
  readings.filter(({ phase }, index) => index > 0 && phase !== readings[index - 1]?.phase).length;

function classicReadings(samples: readonly PhaseSample[]): PhaseReading[] {
  let state = FIRST_CLASSIC_STATE;
  return samples.map((sample) => (state = nextClassicPhase(state, sample)).reading);
}

test.skipIf(skipped)("6.6 h of training started and stopped: at most half the changes of the classic rule", () => {
  const samples = samplesOf("selfplay_3060ti_8gb_6h");
  expect(flips(readingsOf(samples))).toBeLessThan(0.5 * flips(classicReadings(samples)));
});

test.skipIf(skipped)("a server's start to 94 % is over when the memory stands", () => {
  const readings = readingsOf(samplesOf("vllm_like_startup_h100nvl"));
  expect(readings.at(-1)).toMatchObject({ phase: "stable" });
});

test.skipIf(skipped)("a slow leak in steps is growing to its end", () => {
  const readings = readingsOf(samplesOf("slow_staircase_leak"));
  expect(readings.slice(-15).every(({ phase }) => phase === "growing")).toBe(true);
});

test.skipIf(skipped)("a training loop that empties its cache each step is volatile", () => {
  const readings = readingsOf(samplesOf("edit_train_1hz_saw"));
  const volatile = readings.filter(({ phase }) => phase === "volatile").length;
  expect(volatile / readings.length).toBeGreaterThan(0.9);
});
