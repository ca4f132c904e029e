import type { GpuSnapshot, GpuState } from "@vramfleet/core/snapshot";
import type { Nvml, NvmlDevice, NvmlFailure, NvmlProcess } from "@vramfleet/nvml/nvml";
import { createFieldReader, type FieldReader } from "./field-reader.ts";
import {
  type GpuIdentity,
  type GpuReadings,
  NO_SLOW_FACTS,
  readIdentity,
  readReadings,
  readSlowFacts,
  type SlowFacts,
  UNKNOWN_IDENTITY,
  unreadGpu,
} from "./gpu-facts.ts";
import { retryMs, type ListReading, processesDue, slowFactsDue } from "./rhythm.ts";

export interface SlotReading {
  gpu: GpuSnapshot;
  processes: NvmlProcess[];
  /** The whole library has failed, not this GPU alone. */
  libraryFailure: NvmlFailure | null;
}

export interface Instant {
  /** Wall clock, for what is told. */
  atMs: number;
  /** A clock that only goes forward, for the rhythm. */
  nowMs: number;
}

/** One GPU within one generation of the library. */
export interface GpuSlot {
  read(instant: Instant): SlotReading;
  identity(): GpuIdentity;
}

export interface SlotParts {
  nvml: Pick<Nvml, "device">;
  slotIndex: number;
  /** As last known, from the generation before. */
  identity: GpuIdentity;
  /** Whether the GPU sleeps (runtime power management), so that a query would wake it. */
  isSuspended: (pciBusId: string) => boolean;
  clockMs: () => number;
}

const ASLEEP = "asleep to save power; not queried, so as not to wake it";
const NEEDS_RESET = new Set(["GPU_IS_LOST", "RESET_REQUIRED"]);

interface Failed {
  state: GpuState;
  problem: string;
  count: number;
  retryAtMs: number;
}

export function createGpuSlot({ nvml, slotIndex, isSuspended, clockMs, ...parts }: SlotParts): GpuSlot {
  let { identity } = parts;
  let failed: Failed | null = null;
  let open: OpenDevice | null = null;

  const unread = (
    why: { state: GpuState; problem: string },
    libraryFailure: NvmlFailure | null = null,
  ): SlotReading => ({
    gpu: unreadGpu(slotIndex, identity, why),
    processes: [],
    libraryFailure,
  });
  const fail = (failure: NvmlFailure, nowMs: number): SlotReading => {
    const count = (failed?.count ?? 0) + 1;
    open = null;
    failed = { ...describe(failure), count, retryAtMs: nowMs + retryMs(count) };
    return unread(failed, failure.scope === "library" ? failure : null);
  };

  return {
    identity: () => identity,
    read(instant) {
      if (failed !== null && instant.nowMs < failed.retryAtMs) return unread(failed);
      if (identity.pciBusId !== null && isSuspended(identity.pciBusId)) return unread({ state: "ok", problem: ASLEEP });
      if (open === null) {
        const device = nvml.device(slotIndex);
        if (!device.ok) return fail(device.failure, instant.nowMs);
        open = openDevice(device.value, clockMs);
      }
      const reader = createFieldReader(instant.nowMs, open.unsupportedUntilMs);
      const readings = readDevice(open, reader, instant);
      const failure = reader.failure();
      if (failure !== null) return fail(failure, instant.nowMs);
      failed = null;
      identity = open.identity;
      const { slowFacts, processes, processesAtMs } = open;
      const state = { slotIndex, state: "ok", problem: null } as const;
      return {
        gpu: { ...state, ...identity, ...slowFacts, ...readings, processesAtMs },
        processes,
        libraryFailure: null,
      };
    },
  };
}

/** A device and what was last read of it, for the ticks when that is not due. */
interface OpenDevice {
  device: NvmlDevice;
  clockMs: () => number;
  unsupportedUntilMs: Map<string, number>;
  identity: GpuIdentity;
  slowFacts: SlowFacts;
  slowFactsAtMs: number | null;
  list: ListReading | null;
  processes: NvmlProcess[];
  /** Wall clock; null where the list could not be read. */
  processesAtMs: number | null;
}

const openDevice = (device: NvmlDevice, clockMs: () => number): OpenDevice => ({
  device,
  clockMs,
  unsupportedUntilMs: new Map(),
  identity: UNKNOWN_IDENTITY,
  slowFacts: NO_SLOW_FACTS,
  slowFactsAtMs: null,
  list: null,
  processes: [],
  processesAtMs: null,
});

function readDevice(open: OpenDevice, reader: FieldReader, instant: Instant): GpuReadings {
  if (open.identity.uuid === null) open.identity = readIdentity(open.device, reader);
  const readings = readReadings(open.device, reader);
  if (slowFactsDue(instant.nowMs, open.slowFactsAtMs)) {
    open.slowFacts = readSlowFacts(open.device, reader);
    open.slowFactsAtMs = instant.nowMs;
  }
  const usedBytes = readings.memory?.usedBytes ?? null;
  if (processesDue(instant.nowMs, open.list, usedBytes)) readProcesses(open, reader, { ...instant, usedBytes });
  return readings;
}

function readProcesses(
  open: OpenDevice,
  reader: FieldReader,
  { atMs, nowMs, usedBytes }: Instant & { usedBytes: number | null },
): void {
  const startMs = open.clockMs();
  const processes = reader.read("processes", () => open.device.processes());
  open.list = { atMs: nowMs, costMs: open.clockMs() - startMs, usedBytes };
  open.processes = processes ?? [];
  open.processesAtMs = processes === null ? null : atMs;
}

function describe({ name, call, code }: NvmlFailure): { state: GpuState; problem: string } {
  if (NEEDS_RESET.has(name)) return { state: "lost", problem: "LOST: needs reset or reboot" };
  return { state: "failed", problem: `${call} answered ${name} (${code}); asked again by itself` };
}
