import { expect, test } from "vitest";
import { eventually } from "../testing/eventually.ts";
import { HubError } from "../errors.ts";
import type { SealedBatch } from "../store/history.ts";
import { sampleFixture } from "../testing/history-db.ts";
import { createCommitQueue } from "./commit-queue.ts";

const batch = (seq: number, rows = 1): SealedBatch => ({
  nodeId: "n1",
  epoch: "e1",
  seq,
  receivedAtMs: 0,
  samples: Array.from({ length: rows }, (_, index) => sampleFixture(index)),
});

/** Records what each commit was given; a commit lasts until it is released. */
function manualAppend() {
  const commits: { seqs: number[]; finish: () => void; fail: (reason: unknown) => void }[] = [];
  const append = (batches: SealedBatch[]) =>
    new Promise<number[]>((resolve, reject) => {
      const seqs = batches.map(({ seq }) => seq);
      commits.push({ seqs, finish: () => resolve(seqs), fail: reject });
    });
  return { commits, append };
}

test("what arrives together is one commit, and is acknowledged only after it", async () => {
  const { commits, append } = manualAppend();
  const queue = createCommitQueue(append);
  const acknowledged: number[] = [];
  for (const seq of [1, 2, 3]) void queue.add(batch(seq), "live").then((stored) => acknowledged.push(stored));
  await eventually(() => commits.map(({ seqs }) => seqs)).toEqual([[1, 2, 3]]);
  expect(acknowledged).toEqual([]);
  commits[0]?.finish();
  await eventually(() => acknowledged).toEqual([1, 2, 3]);
});

test("live batches go with the next commit, however long the backlog is", async () => {
  const { commits, append } = manualAppend();
  const queue = createCommitQueue(append);
  for (let seq = 1; seq <= 20; seq += 1) void queue.add(batch(seq, 1_000), "backfill");
  await eventually(() => commits.length).toBe(1);
  expect(commits[0]?.seqs).toEqual([1, 2, 3, 4, 5, 6]);
  void queue.add(batch(100), "live");
  commits[0]?.finish();
  await eventually(() => commits.length).toBe(2);
  expect(commits[1]?.seqs).toEqual([100, 7, 8, 9, 10, 11, 12]);
});

test("a failed commit refuses its batches and the next one is tried", async () => {
  const { commits, append } = manualAppend();
  const queue = createCommitQueue(append);
  const first = queue.add(batch(1), "live");
  await eventually(() => commits.length).toBe(1);
  commits[0]?.fail(new HubError("storage_full", "no space left"));
  await expect(first).rejects.toMatchObject({ code: "storage_full" });
  const again = queue.add(batch(1), "live");
  await eventually(() => commits.length).toBe(2);
  commits[1]?.finish();
  expect(await again).toBe(1);
});

test("more than it may hold is refused, and taken again when there is room", async () => {
  const { commits, append } = manualAppend();
  const queue = createCommitQueue(append);
  const held = queue.add(batch(1, 200_000), "backfill");
  await expect(queue.add(batch(2), "live")).rejects.toMatchObject({ code: "storage_busy" });
  await eventually(() => commits.length).toBe(1);
  commits[0]?.finish();
  await held;
  const next = queue.add(batch(2), "live");
  await eventually(() => commits.length).toBe(2);
  commits[1]?.finish();
  expect(await next).toBe(2);
});

test("closing commits what was taken and takes nothing more", async () => {
  const { commits, append } = manualAppend();
  const queue = createCommitQueue(append);
  const taken = queue.add(batch(1), "live");
  const closed = queue.close();
  await expect(queue.add(batch(2), "live")).rejects.toMatchObject({ code: "hub_stopping" });
  await eventually(() => commits.length).toBe(1);
  commits[0]?.finish();
  expect(await taken).toBe(1);
  await closed;
});
