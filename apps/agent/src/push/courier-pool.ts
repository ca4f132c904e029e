import type { HubSession } from "./connect.ts";
import { type Courier, type CourierParts, createCourier } from "./courier.ts";
import type { SendQueue } from "./outbox.ts";

/** The live queue's courier, with further ones beside it on the same session. */
export interface CourierPool extends Courier {
  /** Carries one more queue, with its own batch in flight, until it is empty. */
  carry(queue: SendQueue): void;
}

export function createCourierPool(parts: CourierParts): CourierPool {
  const live = createCourier(parts);
  const others: Courier[] = [];
  let session: HubSession | null = null;
  return {
    async use(next) {
      session = next;
      await Promise.all([live, ...others].map((courier) => courier.use(next)));
    },
    lose(lost) {
      if (session === lost) session = null;
      for (const courier of [live, ...others]) courier.lose(lost);
    },
    wake: () => live.wake(),
    settled: () => live.settled(),
    carry(queue) {
      const courier = createCourier({ ...parts, outbox: queue });
      others.push(courier);
      if (session !== null) void courier.use(session);
    },
  };
}
