import { z } from "zod";
import { MAX_BATCH_SNAPSHOTS } from "./agent-limits.ts";
import { nodeFactsSchema, snapshotSchema } from "./snapshot.ts";

export {
  AGENT_MAX_MESSAGE_BYTES,
  AGENT_REPLACED_CLOSE_CODE,
  AGENT_SOCKET_PATH,
  MAX_BATCH_SNAPSHOTS,
} from "./agent-limits.ts";

/** Names one run of an agent's queue; a new one starts at sequence number 1. */
const epochSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const seqSchema = z.int().positive();

/** First call on every socket. A node is known by what it says here until the socket closes. */
export const helloInputSchema = z.object({
  protocolVersion: z.int().positive(),
  epoch: epochSchema,
  node: nodeFactsSchema,
});
export type HelloInput = z.infer<typeof helloInputSchema>;

export const helloOutputSchema = z.object({
  protocolVersion: z.int().positive(),
  hubVersion: z.string(),
  /** Highest sequence number of this epoch that is durably stored, null when none is. */
  storedSeq: seqSchema.nullable(),
});
export type HelloOutput = z.infer<typeof helloOutputSchema>;

/**
 * A sealed batch: (node, epoch, seq) names it, so sending it twice stores it once.
 * `live` batches also move the live view; `backfill` batches are history only.
 */
export const pushInputSchema = z.object({
  epoch: epochSchema,
  seq: seqSchema,
  lane: z.enum(["live", "backfill"]),
  snapshots: z.array(snapshotSchema).min(1).max(MAX_BATCH_SNAPSHOTS),
});
export type PushInput = z.infer<typeof pushInputSchema>;

/** Sent after the hub's commit is durable. */
export const pushOutputSchema = z.object({ storedSeq: seqSchema });
export type PushOutput = z.infer<typeof pushOutputSchema>;
