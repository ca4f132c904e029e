import { err, ok, type Result } from "@vramfleet/core/result";
import { sanitizeText } from "@vramfleet/core/sanitize";
import type { CollectorState, GpuSnapshot } from "@vramfleet/core/snapshot";
import type { Nvml, NvmlFailure, NvmlReading } from "@vramfleet/nvml/nvml";
import { type GpuIdentity, UNKNOWN_IDENTITY } from "./gpu-facts.ts";
import { createGpuSlot, type GpuSlot, type Instant, type SlotParts } from "./gpu-slot.ts";
import type { GpuProcess } from "./gpu-source.ts";
import { mergeProcesses } from "./merge-processes.ts";
import { GENERATION_CHECK_MS } from "./rhythm.ts";

export interface GenerationReading {
  gpus: GpuSnapshot[];
  processes: GpuProcess[];
}

/** From opening the library to shutting it down: the GPUs it has shown in this time. */
export interface Generation {
  readonly collector: CollectorState;
  /** The failure is the library's: this generation is over. */
  read(instant: Instant): Result<GenerationReading, NvmlFailure>;
  /** Whether only a new generation can show what there is: GPUs came or went, or none has answered for a while. */
  isOutdated(nowMs: number): boolean;
  identities(): GpuIdentity[];
  shutDown(): void;
}

export type GenerationParts = Pick<SlotParts, "isSuspended" | "clockMs"> & {
  /** Of the generation before, by slot. */
  identities: readonly GpuIdentity[];
};

/** Takes over the opened library, and shuts it down if it fails at once. */
export function beginGeneration(
  nvml: Nvml,
  { identities, ...parts }: GenerationParts,
): Result<Generation, NvmlFailure> {
  const count = nvml.deviceCount();
  if (!count.ok) {
    nvml.shutdown();
    return err(count.failure);
  }
  const slots = Array.from({ length: count.value }, (_, slotIndex) =>
    createGpuSlot({ nvml, slotIndex, identity: identities[slotIndex] ?? UNKNOWN_IDENTITY, ...parts }),
  );
  let checkedAtMs = parts.clockMs();
  let answeredAtMs = checkedAtMs;

  return ok({
    collector: versions(nvml),
    read(instant) {
      const readings = slots.map((slot) => slot.read(instant));
      const failure = readings.find((reading) => reading.libraryFailure !== null)?.libraryFailure ?? null;
      if (failure !== null) return err(failure);
      const gpus = readings.map((reading) => reading.gpu);
      if (gpus.some((gpu) => gpu.state === "ok")) answeredAtMs = instant.nowMs;
      const lists = readings.map(({ gpu, processes }) => ({ slotIndex: gpu.slotIndex, processes }));
      return ok({ gpus, processes: mergeProcesses(lists) });
    },
    isOutdated(nowMs) {
      if (nowMs - checkedAtMs < GENERATION_CHECK_MS) return false;
      checkedAtMs = nowMs;
      const now = nvml.deviceCount();
      return nowMs - answeredAtMs >= GENERATION_CHECK_MS || (now.ok && now.value !== slots.length);
    },
    identities: () => slots.map((slot: GpuSlot) => slot.identity()),
    shutDown: () => nvml.shutdown(),
  });
}

function versions(nvml: Nvml): CollectorState {
  const text = (reading: NvmlReading<string>): string | null => (reading.ok ? sanitizeText(reading.value) : null);
  return {
    state: "ok",
    driverVersion: text(nvml.driverVersion()),
    nvmlVersion: text(nvml.nvmlVersion()),
    cudaVersion: text(nvml.cudaVersion()),
  };
}
