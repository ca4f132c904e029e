import { sanitizeText } from "@vramfleet/core/sanitize";
import type { CollectorProblem, CollectorState } from "@vramfleet/core/snapshot";
import type { NvmlFailure, OpenedNvml } from "@vramfleet/nvml/nvml";
import { type GpuIdentity, unreadGpu } from "./gpu-facts.ts";
import type { SlotParts } from "./gpu-slot.ts";
import type { GpuReading } from "./gpu-source.ts";
import { beginGeneration, type Generation } from "./nvml-generation.ts";
import { libraryRetryMs } from "./rhythm.ts";

export type NvmlCollectorParts = Pick<SlotParts, "isSuspended" | "clockMs"> & { open: () => OpenedNvml };

/** Reads NVML, opening it again whenever it fails as a whole. Every call may block for as long as the driver does. */
export interface NvmlCollector {
  read(atMs: number): GpuReading;
  close(): void;
}

interface Trouble {
  collector: CollectorState;
  failureCount: number;
  retryAtMs: number;
}

const MAX_MESSAGE = 1_024;

export function createNvmlCollector({ open, ...parts }: NvmlCollectorParts): NvmlCollector {
  let generation: Generation | null = null;
  let trouble: Trouble | null = null;
  let identities: GpuIdentity[] = [];
  let hadWorked = false;

  const shutDown = (): void => {
    if (generation === null) return;
    identities = generation.identities();
    generation.shutDown();
    generation = null;
  };
  const fail = (problem: CollectorProblem, message: string): GpuReading => {
    shutDown();
    const failureCount = (trouble?.failureCount ?? 0) + 1;
    trouble = {
      collector: { state: "unavailable", problem, message: sanitizeText(message, MAX_MESSAGE) },
      failureCount,
      retryAtMs: parts.clockMs() + libraryRetryMs(failureCount, hadWorked),
    };
    return withoutLibrary(trouble, identities);
  };
  const readFrom = (current: Generation, atMs: number): GpuReading => {
    const reading = current.read({ atMs, nowMs: parts.clockMs() });
    if (!reading.ok) return fail(problemOf(reading.error), messageOf(reading.error));
    trouble = null;
    hadWorked = true;
    return { collector: current.collector, ...reading.value };
  };

  return {
    read(atMs) {
      const nowMs = parts.clockMs();
      if (generation?.isOutdated(nowMs) === true) shutDown();
      if (generation !== null) return readFrom(generation, atMs);
      if (trouble !== null && nowMs < trouble.retryAtMs) return withoutLibrary(trouble, identities);
      const opened = open();
      if (!opened.ok) return fail(opened.unavailable.reason, opened.unavailable.message);
      const begun = beginGeneration(opened.nvml, { ...parts, identities });
      if (!begun.ok) return fail(problemOf(begun.error), messageOf(begun.error));
      generation = begun.value;
      return readFrom(generation, atMs);
    },
    close: shutDown,
  };
}

/** GPUs that were there keep their places while the driver is away. */
function withoutLibrary({ collector }: Trouble, identities: readonly GpuIdentity[]): GpuReading {
  const why = { state: "failed", problem: "the NVIDIA driver is not available" } as const;
  const gpus = identities.map((identity, slotIndex) => unreadGpu(slotIndex, identity, why));
  return { collector, gpus, processes: [] };
}

function problemOf({ name }: NvmlFailure): CollectorProblem {
  switch (name) {
    case "DRIVER_NOT_LOADED":
      return "no_driver";
    case "LIB_RM_VERSION_MISMATCH":
      return "version_mismatch";
    case "NO_PERMISSION":
      return "no_permission";
    case "GPU_NOT_FOUND":
      return "no_devices";
    default:
      return "failed";
  }
}

const messageOf = ({ call, name, code }: NvmlFailure): string =>
  `${call} answered ${name} (${code}); the NVIDIA library is opened again by itself. ` +
  "If this lasts, see: nvidia-smi; dmesg | grep NVRM";
