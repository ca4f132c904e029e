import { hash01 } from "./rng.ts";
import { jaxTraining } from "./shapes/jax-training.ts";
import { leak, type LeakForm } from "./shapes/leak.ts";
import { notebook } from "./shapes/notebook.ts";
import { ollamaServer } from "./shapes/ollama-server.ts";
import { pytorchTraining } from "./shapes/pytorch-training.ts";
import { stableDiffusion } from "./shapes/stable-diffusion.ts";
import { vllmServer } from "./shapes/vllm-server.ts";
import { volatileTraining } from "./shapes/volatile-training.ts";
import type { Workload, WorkloadSpec } from "./workload.ts";

/** To add a workload: one file in `shapes/` and one line in each table that the compiler then asks for. */
export type WorkloadKind =
  | "pytorch_training"
  | "volatile_training"
  | "jax_training"
  | "vllm_server"
  | "ollama_server"
  | "stable_diffusion"
  | "notebook"
  | "leak"
  | "slow_growth";

const LEAK_FORMS: readonly LeakForm[] = ["linear", "staircase", "accelerating"];

const FACTORIES: Readonly<Record<WorkloadKind, (spec: WorkloadSpec) => Workload>> = {
  pytorch_training: pytorchTraining,
  volatile_training: volatileTraining,
  jax_training: jaxTraining,
  vllm_server: vllmServer,
  ollama_server: ollamaServer,
  stable_diffusion: stableDiffusion,
  notebook,
  leak: (spec) =>
    leak({ ...spec, baseRatio: 0.5, form: LEAK_FORMS[Math.floor(3 * hash01(spec.seed, 41))] ?? "linear" }),
  slow_growth: (spec) => leak({ ...spec, baseRatio: 0.58, form: "staircase" }),
};

export function createWorkload(kind: WorkloadKind, spec: WorkloadSpec): Workload {
  return FACTORIES[kind](spec);
}
