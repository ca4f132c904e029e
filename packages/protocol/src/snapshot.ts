import type {
  CollectorState,
  GpuMemory,
  GpuSnapshot,
  HostReading,
  NodeFacts,
  ProcessSnapshot,
  Snapshot,
} from "@vramfleet/core/snapshot";
import { MAX_TEXT_LENGTH, sanitizeText } from "@vramfleet/core/sanitize";
import { z } from "zod";
import { instant } from "./instant.ts";

const MAX_MESSAGE = 1_024;
const MAX_GPUS = 256;
const MAX_PROCESSES = 4_096;
/** Far above what an agent may be configured to; it decides how long a silent node counts as live. */
const MAX_INTERVAL_MS = 3_600_000;

/** An honest agent has sanitized its texts: these pass unchanged. */
const textUpTo = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .overwrite((value) => sanitizeText(value, maxLength));
const text = textUpTo(MAX_TEXT_LENGTH);
const optionalText = text.nullable();
const count = z.int().nonnegative();
const bytes = z.int().nonnegative();
const pct = z.number().min(0).max(100);

export const gpuMemorySchema = z
  .object({ totalBytes: bytes, usedBytes: bytes, freeBytes: bytes, reservedBytes: bytes.nullable() })
  .refine(isWithinTotal, {
    error: "used, free and reserved memory must each be at most the total",
  }) satisfies z.ZodType<GpuMemory>;

function isWithinTotal({ totalBytes, usedBytes, freeBytes, reservedBytes }: GpuMemory): boolean {
  return Math.max(usedBytes, freeBytes, reservedBytes ?? 0) <= totalBytes;
}

export const nodeFactsSchema = z.object({
  nodeId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  hostname: text,
  bootId: optionalText,
  os: optionalText,
  kernel: optionalText,
  architecture: text,
  cpuModel: optionalText,
  cpuCount: count.nullable(),
  memoryTotalBytes: bytes.nullable(),
  agentVersion: text,
  simulated: z.boolean(),
}) satisfies z.ZodType<NodeFacts>;

export const hostReadingSchema = z.object({
  memoryAvailableBytes: bytes.nullable(),
  load1MinCount: z.number().nonnegative().nullable(),
  load5MinCount: z.number().nonnegative().nullable(),
  load15MinCount: z.number().nonnegative().nullable(),
  uptimeS: z.number().nonnegative().nullable(),
}) satisfies z.ZodType<HostReading>;

export const collectorStateSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("ok"),
    driverVersion: optionalText,
    nvmlVersion: optionalText,
    cudaVersion: optionalText,
  }),
  z.object({
    state: z.literal("unavailable"),
    problem: z.enum(["no_library", "no_driver", "version_mismatch", "no_permission", "no_devices", "failed"]),
    message: textUpTo(MAX_MESSAGE),
  }),
  z.object({ state: z.literal("hung"), sinceMs: instant }),
]) satisfies z.ZodType<CollectorState>;

export const gpuSnapshotSchema = z.object({
  slotIndex: count,
  state: z.enum(["ok", "lost", "failed"]),
  problem: optionalText,
  uuid: optionalText,
  name: optionalText,
  pciBusId: optionalText,
  architecture: optionalText,
  computeCapability: optionalText,
  memory: gpuMemorySchema.nullable(),
  utilPct: pct.nullable(),
  memoryBusyPct: pct.nullable(),
  temperatureC: z.number().min(-273).max(1_000).nullable(),
  powerMw: count.nullable(),
  powerLimitMw: count.nullable(),
  powerMaxLimitMw: count.nullable(),
  graphicsClockMhz: count.nullable(),
  graphicsClockMaxMhz: count.nullable(),
  memoryClockMhz: count.nullable(),
  memoryClockMaxMhz: count.nullable(),
  processesAtMs: instant.nullable(),
}) satisfies z.ZodType<GpuSnapshot>;

export const processSnapshotSchema = z.object({
  pid: count,
  startTicks: count.nullable(),
  identity: z.enum(["exact", "degraded"]),
  uid: count.nullable(),
  user: optionalText,
  program: optionalText,
  command: optionalText,
  startedAtMs: instant.nullable(),
  gpus: z
    .array(
      z.object({
        slotIndex: count,
        usedBytes: bytes.nullable(),
        kinds: z.array(z.enum(["compute", "graphics", "mps"])).max(3),
      }),
    )
    .max(MAX_GPUS),
}) satisfies z.ZodType<ProcessSnapshot>;

export const snapshotSchema = z.object({
  atMs: instant,
  intervalMs: z.int().positive().max(MAX_INTERVAL_MS),
  node: nodeFactsSchema,
  host: hostReadingSchema,
  collector: collectorStateSchema,
  gpus: z.array(gpuSnapshotSchema).max(MAX_GPUS),
  processes: z.array(processSnapshotSchema).max(MAX_PROCESSES),
}) satisfies z.ZodType<Snapshot>;
