import type { LogFields, LogLevel } from "@vramfleet/core/log";
import type { CollectorState, GpuSnapshot } from "@vramfleet/core/snapshot";
import type { GpuReading } from "./gpu-source.ts";

export interface Announcement {
  level: LogLevel;
  event: string;
  fields: LogFields;
}

/** What of a new reading belongs into the log: changes, not states. */
export function announceChanges(before: GpuReading | null, now: GpuReading): Announcement[] {
  const collector = announceCollector(before?.collector ?? null, now.collector, now.gpus.length);
  if (now.collector.state !== "ok" || before?.collector.state === "hung") return collector;
  const gpus = now.gpus.flatMap((gpu) => announceGpu(before?.gpus[gpu.slotIndex] ?? null, gpu));
  return [...collector, ...gpus];
}

function announceCollector(before: CollectorState | null, now: CollectorState, gpuCount: number): Announcement[] {
  if (sameCollector(before, now)) return [];
  switch (now.state) {
    case "ok":
      return [{ level: "info", event: "reading GPUs", fields: { gpuCount, driverVersion: now.driverVersion } }];
    case "unavailable":
      return [{ level: "warn", event: "no GPU readings", fields: { problem: now.problem, message: now.message } }];
    case "hung":
      return [{ level: "error", event: "the NVIDIA driver does not answer; the other readings go on", fields: {} }];
  }
}

function sameCollector(before: CollectorState | null, now: CollectorState): boolean {
  if (before?.state === "unavailable" && now.state === "unavailable") return before.message === now.message;
  return before?.state === now.state;
}

function announceGpu(before: GpuSnapshot | null, now: GpuSnapshot): Announcement[] {
  const state = before?.state ?? "ok";
  const fields = { slot: now.slotIndex, uuid: now.uuid, problem: now.problem };
  if (now.state === state) return [];
  if (now.state === "ok") return [{ level: "info", event: "a GPU answers again", fields }];
  return [{ level: "error", event: now.state === "lost" ? "a GPU is lost" : "a GPU cannot be read", fields }];
}
