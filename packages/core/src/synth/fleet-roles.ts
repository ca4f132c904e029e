import { hash32 } from "./rng.ts";
import { batch, growing, mostlyIdle, openNotebook, pinned, redeployed, type Schedule } from "./job-schedule.ts";
import { runsOutDaily } from "./oom-schedule.ts";

/** What a GPU is there for. */
export type Role =
  | "runs_out"
  | "calm_server"
  | "warning_training"
  | "tight_training"
  | "growing"
  | "growing_later"
  | "lost"
  | "server"
  | "small_server"
  | "batch"
  | "ollama"
  | "diffusion"
  | "shared_notebooks"
  | "idle";

/** Each a line of work on the GPU; the levels they may reach together fit into it. */
const SCHEDULES: Readonly<Record<Role, (seed: number) => Schedule[]>> = {
  runs_out: (seed) => [runsOutDaily(seed).schedule],
  calm_server: (seed) => [pinned(seed, "vllm_server", 0.923)],
  warning_training: (seed) => [pinned(seed, "pytorch_training", 0.87)],
  tight_training: (seed) => [pinned(seed, "pytorch_training", 0.965)],
  growing: (seed) => [growing(seed, 30 * 3_600)],
  growing_later: (seed) => [growing(seed, 6 * 3_600)],
  lost: (seed) => [batch(seed)],
  server: (seed) => [redeployed(seed, 0.921)],
  small_server: (seed) => [redeployed(seed, 0.46)],
  batch: (seed) => [batch(seed)],
  ollama: (seed) => [pinned(seed, "ollama_server", 0.9)],
  diffusion: (seed) => [pinned(seed, "stable_diffusion", 0.78)],
  shared_notebooks: (seed) => [0.2, 0.28, 0.24].map((ratio, n) => openNotebook(hash32(seed, n), ratio)),
  idle: (seed) => [mostlyIdle(seed)],
};

export function schedulesFor(role: Role, seed: number): Schedule[] {
  return SCHEDULES[role](seed);
}
