import { MAX_BATCH_SNAPSHOTS, pushInputSchema } from "@vramfleet/protocol/agent";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createOutbox, type Outbox, type SealedBatch } from "./outbox.ts";

const LIMITS = { maxBytes: 1_000_000, maxBatchBytes: 100_000 };
const snapshot = (atMs: number) => JSON.stringify({ atMs });

interface Sent {
  seq: number;
  lane: string;
  atMs: number[];
}

function read(batch: SealedBatch | null): Sent | null {
  if (batch === null) return null;
  const { seq, lane, snapshots } = JSON.parse(batch.body) as Sent & { snapshots: { atMs: number }[] };
  return { seq, lane, atMs: snapshots.map((item) => item.atMs) };
}

function drain(outbox: Outbox): Sent[] {
  const sent: Sent[] = [];
  for (let batch = outbox.next(); batch !== null; batch = outbox.next()) {
    sent.push(...[read(batch)].filter((item) => item !== null));
    outbox.stored(batch.seq);
  }
  return sent;
}

function filled(count: number, limits = LIMITS): Outbox {
  const outbox = createOutbox("e1", limits);
  for (let atMs = 1; atMs <= count; atMs += 1) outbox.offer(snapshot(atMs));
  return outbox;
}

test("an empty outbox has nothing to send", () => {
  expect(createOutbox("e1").next()).toBeNull();
});

test("with an idle link each snapshot is a live batch of its own, numbered from 1", () => {
  const outbox = createOutbox("e1", LIMITS);
  const sent = [1, 2, 3].flatMap((atMs) => {
    outbox.offer(snapshot(atMs));
    return drain(outbox);
  });
  expect(sent.map(({ seq, lane, atMs }) => [seq, lane, atMs])).toEqual([
    [1, "live", [1]],
    [2, "live", [2]],
    [3, "live", [3]],
  ]);
});

test("a short backlog goes in order as one live batch", () => {
  expect(drain(filled(60))).toEqual([{ seq: 1, lane: "live", atMs: Array.from({ length: 60 }, (_, i) => i + 1) }]);
});

test("of a long backlog the newest goes first as live, then history from the oldest", () => {
  const sent = drain(filled(150));
  expect(sent.map(({ seq, lane, atMs }) => [seq, lane, atMs[0], atMs.at(-1)])).toEqual([
    [1, "live", 150, 150],
    [2, "backfill", 1, 60],
    [3, "backfill", 61, 120],
    [4, "backfill", 121, 149],
  ]);
});

test("while history is sent, each new snapshot overtakes it, yet history always gets its turn", () => {
  const outbox = filled(200);
  const lanes: string[] = [];
  for (let atMs = 201; atMs <= 206; atMs += 1) {
    outbox.offer(snapshot(atMs));
    const batch = read(outbox.next());
    lanes.push(`${batch?.lane} ${batch?.atMs[0]}`);
    outbox.stored(batch?.seq ?? 0);
  }
  expect(lanes).toEqual(["live 201", "backfill 1", "live 203", "backfill 61", "live 205", "backfill 121"]);
});

test("an unacknowledged batch is sent again byte for byte until it is stored", () => {
  const outbox = filled(2);
  const first = outbox.next();
  outbox.offer(snapshot(3));
  outbox.stored(0);
  expect(outbox.next()).toBe(first);
  expect(outbox.waitingCount()).toBe(3);
  outbox.stored(1);
  expect(read(outbox.next())).toEqual({ seq: 2, lane: "live", atMs: [3] });
});

test("a discarded batch is not sent again and its number is not used again", () => {
  const outbox = filled(1);
  expect(outbox.discard()).toBe(0);
  outbox.next();
  expect(outbox.discard()).toBe(1);
  expect(outbox.next()).toBeNull();
  outbox.offer(snapshot(2));
  expect(read(outbox.next())?.seq).toBe(2);
});

test("a full outbox drops the oldest and says how many", () => {
  const bytes = snapshot(1).length;
  const outbox = createOutbox("e1", { maxBytes: 3 * bytes, maxBatchBytes: 1_000 });
  expect([1, 2, 3, 4].map((atMs) => outbox.offer(snapshot(atMs)))).toEqual([0, 0, 0, 1]);
  expect(read(outbox.next())?.atMs).toEqual([2, 3, 4]);
});

test("the newest snapshot is kept even when it alone is over the bound", () => {
  const outbox = createOutbox("e1", { maxBytes: 10, maxBatchBytes: 10 });
  outbox.offer(JSON.stringify({ atMs: 1, text: "x".repeat(100) }));
  expect(read(outbox.next())?.atMs).toEqual([1]);
});

test("a batch stays within its byte bound, counted in bytes and not in characters", () => {
  const text = "é".repeat(50);
  const outbox = createOutbox("e1", { maxBytes: 100_000, maxBatchBytes: 250 });
  for (let atMs = 1; atMs <= 4; atMs += 1) outbox.offer(JSON.stringify({ atMs, text }));
  expect(drain(outbox).map(({ atMs }) => atMs.length)).toEqual([1, 2, 1]);
});

test("whatever happens: numbers rise, nothing is sent twice, live never goes back in time, nothing is lost but what was counted", () => {
  const step = fc.oneof({ weight: 3, arbitrary: fc.constant("offer") }, fc.constant("send"), fc.constant("lose"));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const outbox = createOutbox("e1", { maxBytes: 2_000, maxBatchBytes: 300 });
      const sent: Sent[] = [];
      let offered = 0;
      let dropped = 0;
      const deliver = () => {
        const batch = outbox.next();
        const content = read(batch);
        if (batch === null || content === null) return;
        sent.push(content);
        outbox.stored(batch.seq);
      };
      for (const name of steps) {
        if (name === "offer") dropped += outbox.offer(snapshot((offered += 1)));
        else if (name === "send") deliver();
        else expect(outbox.next()).toBe(outbox.next());
      }
      while (outbox.waitingCount() > 0) deliver();
      const seqs = sent.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
      const delivered = sent.flatMap(({ atMs }) => atMs);
      expect(new Set(delivered).size).toBe(delivered.length);
      expect(delivered.length + dropped).toBe(offered);
      const live = sent.filter(({ lane }) => lane === "live").map(({ atMs }) => atMs.at(-1) ?? 0);
      expect(live).toEqual(live.toSorted((a, b) => a - b));
      if (offered > 0) expect(Math.max(...live)).toBe(offered);
      expect(sent.every(({ atMs }) => atMs.length <= MAX_BATCH_SNAPSHOTS)).toBe(true);
    }),
  );
});

test("what is sealed is the protocol's message but for the snapshots' own content", () => {
  const batch = JSON.parse(filled(1).next()?.body ?? "") as Record<string, unknown>;
  expect(pushInputSchema.omit({ snapshots: true }).parse(batch)).toEqual({ epoch: "e1", seq: 1, lane: "live" });
});
