import { setTimeout as sleep } from "node:timers/promises";
import { HubError } from "../errors.ts";
import type { SealedBatch } from "../store/history.ts";

type Lane = "live" | "backfill";

/** All nodes' batches of this long share one commit. */
const GROUP_MS = 100;
/** Backfilled rows that one commit takes at most, about 40 ms, so that live batches never wait for a backlog. */
const BACKFILL_ROWS_PER_COMMIT = 6_000;
/** Rows held in memory while the storage is slow; beyond, batches are refused and stay with their agents. */
const MAX_PENDING_ROWS = 200_000;

interface Entry {
  batch: SealedBatch;
  resolve(storedSeq: number): void;
  reject(reason: unknown): void;
}
type Waiting = Record<Lane, Entry[]>;

export interface CommitQueue {
  /** Resolves after the commit that holds the batch is durable; rejects when it is not stored. */
  add(batch: SealedBatch, lane: Lane): Promise<number>;
  /** Takes nothing more; resolves when nothing is left to commit. */
  close(): Promise<void>;
}

export function createCommitQueue(append: (batches: SealedBatch[]) => Promise<number[]>): CommitQueue {
  const waiting: Waiting = { live: [], backfill: [] };
  let pendingRows = 0;
  let closed = false;
  let running: Promise<void> | null = null;

  const commit = async (group: Entry[]): Promise<void> => {
    try {
      const storedSeqs = await append(group.map((entry) => entry.batch));
      group.forEach((entry, position) => entry.resolve(storedSeqs[position] ?? entry.batch.seq));
    } catch (reason) {
      for (const entry of group) entry.reject(reason);
    }
    pendingRows -= rowsOf(group);
  };
  const run = async (): Promise<void> => {
    await sleep(GROUP_MS);
    for (let group = takeGroup(waiting); group.length > 0; group = takeGroup(waiting)) {
      await commit(group);
      // A backlog is not slowed down; else the next group gathers first.
      if (waiting.backfill.length === 0) await sleep(GROUP_MS);
    }
    running = null;
  };
  return {
    add: (batch, lane) => {
      if (closed) return Promise.reject(stopping());
      if (pendingRows + batch.samples.length > MAX_PENDING_ROWS) return Promise.reject(behind());
      pendingRows += batch.samples.length;
      running ??= run();
      return new Promise((resolve, reject) => void waiting[lane].push({ batch, resolve, reject }));
    },
    close: async () => {
      closed = true;
      while (running !== null) await running;
    },
  };
}

const rowsOf = (entries: readonly Entry[]): number =>
  entries.reduce((rows, entry) => rows + entry.batch.samples.length, 0);

/** Every live batch, and of the backlog what one commit may hold, at least one batch. */
function takeGroup(waiting: Waiting): Entry[] {
  const { live, backfill } = waiting;
  let count = Math.min(1, backfill.length);
  while (count < backfill.length && rowsOf(backfill.slice(0, count + 1)) <= BACKFILL_ROWS_PER_COMMIT) count += 1;
  return [...live.splice(0), ...backfill.splice(0, count)];
}

const stopping = (): HubError =>
  new HubError("hub_stopping", "the hub is stopping; send the batch again when it is back");
const behind = (): HubError =>
  new HubError("storage_busy", "the hub is behind with storing readings and did not take the batch; send it again");
