import fc from "fast-check";
import { expect, test } from "vitest";
import { pushInputSchema } from "@vramfleet/protocol/agent";
import { sampleSnapshot } from "@vramfleet/core/testing/sample-snapshot";
import { createBackfillQueue } from "./backfill-queue.ts";

const batchesOf = (sizes: readonly number[]) => {
  let atMs = 0;
  return sizes.map((size) =>
    Array.from({ length: size }, () => JSON.stringify(sampleSnapshot({ atMs: (atMs += 60_000) }))),
  );
};

function queueOf(sizes: readonly number[]) {
  const left: number[] = [];
  const snapshotCount = sizes.reduce((sum, size) => sum + size, 0);
  const queue = createBackfillQueue({
    epoch: "history-1",
    batches: batchesOf(sizes).values(),
    snapshotCount,
    progressed: (waitingCount) => void left.push(waitingCount),
  });
  return { queue, left, snapshotCount };
}

test("batches go in order, each as the hub's schema wants it, until each is stored", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }), (sizes) => {
      const { queue, left, snapshotCount } = queueOf(sizes);
      const sent = [];
      for (let batch = queue.next(); batch !== null; batch = queue.next()) {
        expect(queue.next()).toBe(batch);
        queue.stored(batch.seq - 1);
        expect(queue.next()).toBe(batch);
        sent.push(pushInputSchema.parse(JSON.parse(batch.body)));
        queue.stored(batch.seq);
      }
      expect(sent.map(({ seq }) => seq)).toEqual(sizes.map((_, n) => n + 1));
      expect(sent.every(({ lane, epoch }) => lane === "backfill" && epoch === "history-1")).toBe(true);
      const instants = sent.flatMap(({ snapshots }) => snapshots.map(({ atMs }) => atMs));
      expect(instants).toEqual(Array.from({ length: snapshotCount }, (_, n) => (n + 1) * 60_000));
      expect(left.at(-1)).toBe(0);
      expect(queue.waitingCount()).toBe(0);
    }),
  );
});

test("a batch the hub refuses is left out and the rest goes on", () => {
  const { queue, left } = queueOf([2, 3]);
  queue.next();
  expect(queue.discard()).toBe(2);
  expect(queue.discard()).toBe(0);
  expect(queue.waitingCount()).toBe(3);
  expect(queue.next()?.seq).toBe(2);
  queue.stored(2);
  expect(left).toEqual([3, 0]);
});
