import type { FleetEvent, GpuHistory, HubFacts, NodeDetail, NodeSummary } from "@vramfleet/core/fleet";
import { z } from "zod";
import { instant } from "./instant.ts";
import { collectorStateSchema, gpuSnapshotSchema, snapshotSchema } from "./snapshot.ts";

export { WEB_SOCKET_PATH } from "./web-socket-path.ts";

/** Largest message a browser may send. */
export const WEB_MAX_MESSAGE_BYTES = 64 * 1024;

const nodeStatusSchema = z.enum(["live", "stale", "offline"]);

export const nodeSummarySchema = z.object({
  nodeId: z.string(),
  hostname: z.string(),
  simulated: z.boolean(),
  status: nodeStatusSchema,
  atMs: instant,
  receivedAtMs: instant,
  intervalMs: z.int().positive(),
  agentVersion: z.string(),
  collector: collectorStateSchema,
  gpus: z.array(gpuSnapshotSchema),
  processCount: z.int().nonnegative(),
}) satisfies z.ZodType<NodeSummary>;

export const nodeDetailSchema = z.object({
  status: nodeStatusSchema,
  receivedAtMs: instant,
  snapshot: snapshotSchema,
}) satisfies z.ZodType<NodeDetail>;

export const hubFactsSchema = z.object({
  version: z.string(),
  startedAtMs: instant,
  simulated: z.boolean(),
}) satisfies z.ZodType<HubFacts>;

export const fleetEventSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("full"), atMs: instant, hub: hubFactsSchema, nodes: z.array(nodeSummarySchema) }),
  z.object({ kind: z.literal("change"), atMs: instant, nodes: z.array(nodeSummarySchema) }),
]) satisfies z.ZodType<FleetEvent>;

export const nodeInputSchema = z.object({ nodeId: z.string().max(64) });

export const gpuHistoryInputSchema = z
  .object({
    nodeId: z.string().max(64),
    gpuUuid: z.string().max(256),
    fromMs: instant,
    toMs: instant,
    maxPointsCount: z.int().min(1).max(4_000),
  })
  .refine((range) => range.toMs > range.fromMs, { error: "toMs must lie after fromMs", path: ["toMs"] });
export type GpuHistoryInput = z.infer<typeof gpuHistoryInputSchema>;

const series = z.array(z.number().nullable());

export const gpuHistorySchema = z.object({
  fromMs: instant,
  toMs: instant,
  stepMs: z.int().positive(),
  atMs: z.array(instant),
  usedMinBytes: series,
  usedMaxBytes: series,
  usedMeanBytes: series,
  totalBytes: series,
  reservedBytes: series,
  utilMeanPct: series,
  temperatureMaxC: series,
  powerMeanMw: series,
  coverageRatio: z.number().min(0).max(1),
}) satisfies z.ZodType<GpuHistory>;
