import { z } from "zod";

const id = z.union([z.number(), z.string()]);
const callSchema = z.union([
  z.object({ id, method: z.literal("subscription.stop") }),
  z.object({
    id,
    method: z.enum(["query", "mutation", "subscription"]),
    params: z.object({ path: z.string(), lastEventId: z.string().optional() }),
  }),
]);
/** Calls that a client may send in one message. */
export const MAX_CALLS_PER_MESSAGE = 64;
const messageSchema = z.union([callSchema, z.array(callSchema).min(1).max(MAX_CALLS_PER_MESSAGE)]);

/** Reads one message of a tRPC socket; throws with the reason when it is none. */
export function readFrame(data: unknown): unknown {
  if (typeof data !== "string") throw new Error("binary message; JSON text is expected");
  const message = parseJson(data);
  if (!messageSchema.safeParse(message).success) throw new Error("not a tRPC message");
  return message;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error("not JSON", { cause });
  }
}
