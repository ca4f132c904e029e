import { hash01, hash32 } from "./rng.ts";
import type { WorkloadKind } from "./workload-kinds.ts";

/** A job before it has a GPU. Seconds count from the plan's anchor and are whole; `endS` is the first second without it. */
export interface JobDraft {
  seed: number;
  kind: WorkloadKind;
  startS: number;
  endS: number;
  /** Most that the GPU's memory is held while it runs, driver's reserve included, as a share of the whole. */
  heldRatio: number;
}

/** The job that runs at a second, found without going through those before it. */
export type Schedule = (second: number) => JobDraft | null;

const HOUR_S = 3_600;
export const DAY_S = 86_400;

interface Window {
  seed: number;
  fromS: number;
}

function windowAt(seed: number, lengthS: number, second: number): Window {
  const phaseS = Math.floor(hash01(seed, 11) * lengthS);
  const index = Math.floor((second + phaseS) / lengthS);
  return { seed: hash32(seed, index), fromS: index * lengthS - phaseS };
}

const during = (job: JobDraft, second: number): JobDraft | null =>
  second >= job.startS && second < job.endS ? job : null;

/** One job that began days before the anchor and never ends. */
export function pinned(seed: number, kind: WorkloadKind, heldRatio: number): Schedule {
  const startS = -Math.floor(DAY_S * (2.2 + 12 * hash01(seed, 12)));
  return () => ({ seed, kind, startS, endS: Infinity, heldRatio });
}

/** A server that is deployed anew every day or three, away for a minute or two. */
export function redeployed(seed: number, heldRatio: number): Schedule {
  const lengthS = Math.floor(HOUR_S * (26 + 44 * hash01(seed, 12)));
  return (second) => {
    const { seed: jobSeed, fromS } = windowAt(seed, lengthS, second);
    const endS = fromS + lengthS - 60 - Math.floor(120 * hash01(jobSeed, 13));
    return during({ seed: jobSeed, kind: "vllm_server", startS: fromS, endS, heldRatio }, second);
  };
}

/** Grows for two days and is restarted before it is full. The first restart lies `restartInS` after the anchor. */
export function growing(seed: number, restartInS: number): Schedule {
  const lengthS = 2 * DAY_S;
  return (second) => {
    const index = Math.floor((second - restartInS) / lengthS);
    const startS = restartInS + index * lengthS;
    const endS = startS + lengthS - 40;
    return during({ seed: hash32(seed, index), kind: "slow_growth", heldRatio: 0.89, startS, endS }, second);
  };
}

const BATCH_KINDS: readonly WorkloadKind[] = ["pytorch_training", "volatile_training", "jax_training", "notebook"];
const BATCH_ODDS = [0.56, 0.72, 0.86, 1] as const;

/** One training or notebook after the other, with gaps. */
export function batch(seed: number): Schedule {
  const lengthS = Math.floor(HOUR_S * (2 + 7 * hash01(seed, 12)));
  return (second) => {
    const { seed: jobSeed, fromS } = windowAt(seed, lengthS, second);
    if (hash01(jobSeed, 14) > 0.86) return null;
    const draw = hash01(jobSeed, 15);
    const kind = BATCH_KINDS[BATCH_ODDS.findIndex((odds) => draw < odds)] ?? "pytorch_training";
    const startS = fromS + Math.floor(0.12 * lengthS * hash01(jobSeed, 16));
    const endS = startS + Math.floor(lengthS * (0.62 + 0.25 * hash01(jobSeed, 17)));
    const heldRatio = kind === "jax_training" ? 0.79 : 0.3 + 0.53 * hash01(jobSeed, 18) ** 1.2;
    return during({ seed: jobSeed, kind, startS, endS, heldRatio }, second);
  };
}

/** Empty but for a short trial now and then. */
export function mostlyIdle(seed: number): Schedule {
  const lengthS = Math.floor(HOUR_S * (7 + 9 * hash01(seed, 12)));
  return (second) => {
    const { seed: jobSeed, fromS } = windowAt(seed, lengthS, second);
    if (hash01(jobSeed, 14) > 0.35) return null;
    const startS = fromS + Math.floor(0.8 * lengthS * hash01(jobSeed, 16));
    const endS = startS + 600 + Math.floor(2_400 * hash01(jobSeed, 17));
    const heldRatio = 0.12 + 0.35 * hash01(jobSeed, 18);
    return during({ seed: jobSeed, kind: "pytorch_training", startS, endS, heldRatio }, second);
  };
}

/** A kernel somebody opens in the morning and leaves open, about one a day. */
export function openNotebook(seed: number, heldRatio: number): Schedule {
  const lengthS = Math.floor(DAY_S * (0.7 + 0.6 * hash01(seed, 12)));
  return (second) => {
    const { seed: jobSeed, fromS } = windowAt(seed, lengthS, second);
    const endS = fromS + Math.floor(lengthS * (0.5 + 0.42 * hash01(jobSeed, 17)));
    return during({ seed: jobSeed, kind: "notebook", startS: fromS, endS, heldRatio }, second);
  };
}
