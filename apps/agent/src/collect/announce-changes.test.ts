import { expect, test } from "vitest";
import { sampleGpu } from "@vramfleet/core/testing/sample-snapshot";
import { sampleReading } from "../testing/sample-sources.ts";
import { announceChanges } from "./announce-changes.ts";
import type { GpuReading } from "./gpu-source.ts";

const events = (before: GpuReading | null, now: GpuReading) => announceChanges(before, now).map((item) => item.event);
const withGpu = (state: "ok" | "lost" | "failed"): GpuReading => ({
  ...sampleReading,
  gpus: [sampleGpu({ state })],
});
const hung: GpuReading = { collector: { state: "hung", sinceMs: 1 }, gpus: withGpu("failed").gpus, processes: [] };
const absent = (message: string): GpuReading => ({
  collector: { state: "unavailable", problem: "no_driver", message },
  gpus: [],
  processes: [],
});

test("the first reading and every change are told, an unchanged state is not", () => {
  expect(events(null, sampleReading)).toEqual(["reading GPUs"]);
  expect(events(sampleReading, sampleReading)).toEqual([]);
  expect(events(null, absent("a"))).toEqual(["no GPU readings"]);
  expect(events(absent("a"), absent("a"))).toEqual([]);
  expect(events(absent("a"), absent("b"))).toEqual(["no GPU readings"]);
  expect(events(absent("a"), sampleReading)).toEqual(["reading GPUs"]);
});

test("a GPU that is lost, fails or returns is told once, with its name", () => {
  expect(events(withGpu("ok"), withGpu("lost"))).toEqual(["a GPU is lost"]);
  expect(events(withGpu("lost"), withGpu("lost"))).toEqual([]);
  expect(events(withGpu("ok"), withGpu("failed"))).toEqual(["a GPU cannot be read"]);
  expect(events(withGpu("lost"), withGpu("ok"))).toEqual(["a GPU answers again"]);
  expect(announceChanges(withGpu("ok"), withGpu("lost"))[0]?.fields).toMatchObject({ slot: 0, uuid: "GPU-0" });
});

test("a driver that hangs is told once, not once a GPU, and so is its return", () => {
  expect(events(sampleReading, hung)).toEqual(["the NVIDIA driver does not answer; the other readings go on"]);
  expect(events(hung, hung)).toEqual([]);
  expect(events(hung, sampleReading)).toEqual(["reading GPUs"]);
});
