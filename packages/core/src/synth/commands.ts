import { hash32 } from "./rng.ts";
import type { WorkloadKind } from "./workload-kinds.ts";

export interface Command {
  program: string;
  command: string;
}

const USERS = ["amara", "bjorn", "chen", "dara", "elif", "farid", "greta", "hiro", "ines", "jonas", "kavya"] as const;
const SERVICES = ["serving", "inference"] as const;

const COMMANDS: Readonly<Record<WorkloadKind, readonly [string, ...string[]]>> = {
  pytorch_training: [
    "python train.py --model llama-3.1-8b --batch-size 16 --bf16",
    "python finetune_lora.py --model mistral-7b --rank 64 --epochs 3",
    "python train_vit.py --model vit-large-patch14 --image-size 336",
    "python -m torch.distributed.run train_ddp.py --config configs/unet3d.yaml",
    "python pretrain.py --model bert-large --seq-len 512",
  ],
  volatile_training: [
    "python train_asr.py --model whisper-medium --bucket-by-length",
    "python train_edit.py --model t5-large --empty-cache-every-step",
    "python train_gnn.py --model graphsage --sampler neighbour",
  ],
  jax_training: [
    "python train_flax.py --model gemma-2b --mesh data:8",
    "python -m brax_ppo --env humanoid --num-envs 4096",
    "python t5x_train.py --gin_file=base.gin",
  ],
  vllm_server: [
    "vllm serve Qwen/Qwen2.5-32B-Instruct --gpu-memory-utilization 0.9",
    "vllm serve meta-llama/Llama-3.1-8B-Instruct --max-model-len 32768",
    "python -m sglang.launch_server --model-path deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
  ],
  ollama_server: ["ollama runner --model llama3.1:8b --ctx-size 8192", "ollama runner --model gemma2:9b"],
  stable_diffusion: [
    "python serve_sdxl.py --base sdxl-1.0 --loras assets/loras",
    "python main.py --listen --preview-method auto",
    "python ltx_pipeline.py --model ltx-video --frames 121",
  ],
  notebook: ["python -m ipykernel_launcher -f kernel.json", "python -m ipykernel_launcher -f kernel-eda.json"],
  leak: ["python train_rl.py --model policy-7b --rollouts 512 --keep-history"],
  slow_growth: ["python embed_stream.py --model e5-large --cache-embeddings"],
};

export function commandFor(kind: WorkloadKind, seed: number): Command {
  const choices = COMMANDS[kind];
  const command = choices[hash32(seed, 81) % choices.length] ?? choices[0];
  return { program: command.slice(0, command.indexOf(" ")), command };
}

/** User name and uid; servers run as a service's user. */
export function userFor(kind: WorkloadKind, seed: number): { user: string; uid: number } {
  const isService = kind === "vllm_server" || kind === "ollama_server" || kind === "stable_diffusion";
  const names: readonly string[] = isService ? SERVICES : USERS;
  const index = hash32(seed, 82) % names.length;
  return { user: names[index] ?? USERS[0], uid: (isService ? 980 : 1_001) + index };
}
