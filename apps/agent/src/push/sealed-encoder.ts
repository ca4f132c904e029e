import type { Encoder } from "@trpc/client";
import type { SealedBatch } from "./outbox.ts";

const PLACE = "vramfleet-sealed-batch";
const QUOTED_PLACE = JSON.stringify(PLACE);

function isSealed(value: unknown): value is SealedBatch {
  return typeof value === "object" && value !== null && "body" in value && typeof value.body === "string";
}

/**
 * JSON as tRPC sends it, with the text of a sealed batch put in unchanged: a resend is equal byte for byte, and the
 * queue holds text instead of objects.
 */
export const sealedEncoder: Encoder = {
  encode(message) {
    const bodies: string[] = [];
    const text = JSON.stringify(message, (key: string, value: unknown) => {
      if (key !== "input" || !isSealed(value)) return value;
      bodies.push(value.body);
      return PLACE;
    });
    let index = -1;
    return bodies.length === 0 ? text : text.replaceAll(QUOTED_PLACE, () => bodies[(index += 1)] ?? "null");
  },
  decode(data) {
    if (typeof data !== "string") throw new TypeError("the hub sent a binary message; only JSON text is expected");
    const message: unknown = JSON.parse(data);
    return message;
  },
};
