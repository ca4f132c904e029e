import type { HealthLevel } from "@vramfleet/core/memory-health";
import { healthLevel, heldShareRatio } from "@vramfleet/core/memory-health";
import type { GpuMemory, GpuSnapshot } from "@vramfleet/core/snapshot";

export type GpuCondition =
  | { kind: "reading"; memory: GpuMemory; shareRatio: number; level: HealthLevel }
  /** The GPU keeps its place and says what is wrong and what to do. */
  | { kind: "trouble"; mark: "lost" | "failed" | "unknown"; title: string; detail: string | null };

export function gpuCondition(gpu: GpuSnapshot): GpuCondition {
  switch (gpu.state) {
    case "lost":
      return { kind: "trouble", mark: "lost", title: "LOST: needs reset or reboot", detail: withoutTitle(gpu.problem) };
    case "failed":
      return {
        kind: "trouble",
        mark: "failed",
        title: "FAILED: the agent keeps trying",
        detail: gpu.problem ?? "The driver gives no reason.",
      };
    case "ok":
      return reading(gpu);
  }
}

function reading(gpu: GpuSnapshot): GpuCondition {
  const shareRatio = heldShareRatio(gpu.memory);
  const level = healthLevel(shareRatio);
  if (gpu.memory === null || shareRatio === null || level === null) {
    return {
      kind: "trouble",
      mark: "unknown",
      title: "memory n/a",
      detail: gpu.problem ?? "The driver gave no memory reading for this GPU.",
    };
  }
  return { kind: "reading", memory: gpu.memory, shareRatio, level };
}

/** The agent's words may begin with the very title that already stands above them. */
function withoutTitle(problem: string | null): string | null {
  const rest = (problem ?? "").replace(/^lost:? *(needs (a )?reset or (a )?reboot)?[;:,. ]*/i, "");
  return rest === "" ? null : rest;
}
