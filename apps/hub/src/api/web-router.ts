import { initTRPC } from "@trpc/server";
import type { FleetEvent, GpuHistory, HubFacts, NodeDetail } from "@vramfleet/core/fleet";
import {
  fleetEventSchema,
  type GpuHistoryInput,
  gpuHistoryInputSchema,
  gpuHistorySchema,
  hubFactsSchema,
  nodeDetailSchema,
  nodeInputSchema,
} from "@vramfleet/protocol/fleet";
import { eventStreamOf } from "./event-stream.ts";
import { toTrpcError } from "./to-trpc-error.ts";

/** All a browser's socket can do. */
export interface WebContext {
  hub(): HubFacts;
  followFleet(signal: AbortSignal): AsyncIterable<FleetEvent>;
  followNode(nodeId: string, signal: AbortSignal): AsyncIterable<NodeDetail>;
  gpuHistory(input: GpuHistoryInput): Promise<GpuHistory>;
}

const t = initTRPC.context<WebContext>().create({ isDev: false });
const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});
/** For a call without a signal: it lasts until the socket closes the stream. */
const never = new AbortController().signal;

export const webRouter = t.router({
  hub: procedure.output(hubFactsSchema).query(({ ctx }) => ctx.hub()),
  fleet: procedure
    .output(eventStreamOf(fleetEventSchema))
    .subscription(({ ctx, signal }) => ctx.followFleet(signal ?? never)),
  node: procedure
    .input(nodeInputSchema)
    .output(eventStreamOf(nodeDetailSchema))
    .subscription(({ ctx, input, signal }) => ctx.followNode(input.nodeId, signal ?? never)),
  gpuHistory: procedure
    .input(gpuHistoryInputSchema)
    .output(gpuHistorySchema)
    .query(({ ctx, input }) => ctx.gpuHistory(input)),
});
export type WebRouter = typeof webRouter;
