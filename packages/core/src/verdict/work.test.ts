import { expect, test } from "vitest";
import { workOf } from "./work.ts";

test.each([
  ["python finetune_lora.py --rank 64", "lora"],
  ["python train.py --use_peft true", "lora"],
  ["vllm serve base --enable-lora --max-loras 4", "inference"],
  ["python train.py --optim adamw_torch", "adam"],
  ["python train.py --optimizer sgd --epochs 3", "sgd"],
  ["python train.py --epochs 3", "unknown"],
  ["vllm serve meta-llama/Llama-3.1-8B-Instruct --max-model-len 32768", "long_context"],
  ["vllm serve meta-llama/Llama-3.1-8B-Instruct --max-model-len 8192", "inference"],
  ["python generate.py --model x", "inference"],
  ["ollama runner --model llama3.1:8b --ctx-size 131072", "long_context"],
  ["python notebook.py", "unknown"],
  [null, "unknown"],
] as const)("%s does %s", (command, work) => {
  expect(workOf(command)).toBe(work);
});
