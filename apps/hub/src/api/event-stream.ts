import { z } from "zod";

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

/**
 * The output schema of a subscription: each event is checked as it passes.
 * An event that goes to many browsers is one object, so it is checked once.
 */
export function eventStreamOf<T extends object>(eventSchema: z.ZodType<T>) {
  const checked = new WeakMap<object, T>();
  const check = (event: unknown): T => {
    const known = typeof event === "object" && event !== null ? checked.get(event) : undefined;
    if (known !== undefined) return known;
    const parsed = eventSchema.parse(event);
    if (typeof event === "object" && event !== null) checked.set(event, parsed);
    return parsed;
  };
  return z.custom<AsyncIterable<unknown>>(isAsyncIterable).transform(async function* (events) {
    for await (const event of events) yield check(event);
  });
}
