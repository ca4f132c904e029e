import { commandFor, userFor } from "./commands.ts";
import type { JobDraft, Schedule } from "./job-schedule.ts";
import { hash01, hash32 } from "./rng.ts";
import { createWorkload } from "./workload-kinds.ts";
import type { Workload } from "./workload.ts";

/** A job on one GPU, as the process that holds its memory. */
export interface SimJob {
  draft: JobDraft;
  pid: number;
  user: string;
  uid: number;
  program: string;
  command: string;
  workload: Workload;
}

/** Where a line of jobs runs. */
export interface LineSite {
  totalMib: number;
  reservedMib: number;
  /** Position among the GPUs that run the same jobs. */
  rankIndex: number;
  /** Below 1000, different for every line of a node: makes its pids unique there. */
  localIndex: number;
  /** `localIndex` of the group's first GPU: where a single process spans all of them. */
  groupLocalIndex: number;
}

export type Line = (second: number) => SimJob | null;

/** How many jobs a line keeps built: live readings and older ones may be asked in turn. */
const KEPT_JOBS = 4;

export function createLine(schedule: Schedule, site: LineSite): Line {
  const kept = new Map<number, SimJob>();
  return (second) => {
    const draft = schedule(second);
    if (draft === null) return null;
    const known = kept.get(draft.startS);
    if (known !== undefined) return known;
    const job = buildJob(draft, site);
    const oldest = kept.keys().next();
    if (kept.size >= KEPT_JOBS && oldest.done !== true) kept.delete(oldest.value);
    kept.set(draft.startS, job);
    return job;
  };
}

function buildJob(draft: JobDraft, site: LineSite): SimJob {
  const { seed, kind, heldRatio } = draft;
  const owner = kind === "notebook" ? site.groupLocalIndex : site.localIndex;
  // Ranks differ a little: the first one gathers, batches are not equally long.
  const rankRatio = site.rankIndex === 0 ? 1 : 0.994 - 0.006 * hash01(seed, site.rankIndex);
  const workload = createWorkload(kind, {
    seed,
    totalMib: site.totalMib,
    limitMib: (site.totalMib * heldRatio - site.reservedMib) * rankRatio,
    durationS: draft.endS - draft.startS,
  });
  const pid = 4_096 + (hash32(seed, 5) % 4_000) * 1_000 + owner;
  return { draft, pid, ...userFor(kind, seed), ...commandFor(kind, seed), workload };
}
