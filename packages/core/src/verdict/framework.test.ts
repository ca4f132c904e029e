import { expect, test } from "vitest";
import { frameworkOf } from "./framework.ts";

test.each([
  ["vllm serve Qwen/Qwen2.5-32B-Instruct --gpu-memory-utilization 0.9", "vllm"],
  ["/opt/venv/bin/python3 /opt/venv/bin/vllm serve meta-llama/Llama-3.1-8B", "vllm"],
  ["python -m vllm.entrypoints.openai.api_server --model facebook/opt-125m", "vllm"],
  ["VLLM::EngineCore_DP0", "vllm"],
  ["VLLM::Worker_TP0", "vllm"],
  ["python -m sglang.launch_server --model-path deepseek-ai/DeepSeek-R1", "sglang"],
  ["sglang::scheduler_DP0_PP1_TP0", "sglang"],
  ["/usr/src/.venv/bin/python /usr/bin/text-generation-server serve bigscience/bloom", "tgi"],
  ["text-generation-launcher --model-id teknium/OpenHermes", "tgi"],
  ["trtllm-serve meta-llama/Llama-3.1-8B --port 8000", "tensorrt_llm"],
  ["lmdeploy serve api_server internlm/internlm2", "lmdeploy"],
  ["tritonserver --model-repository=/models", "triton"],
  ["/app/llama-server -m /models/q4.gguf --port 8080", "llama_cpp"],
  ["llama serve -m model.gguf", "llama_cpp"],
  ["ggml-rpc-server -p 50052", "llama_cpp"],
  ["python -m llama_cpp.server --model x.gguf", "llama_cpp"],
  ["./mistral-7b.llamafile --server", "llama_cpp"],
  ["ollama runner --model llama3.1:8b --ctx-size 8192", "ollama"],
  ["/usr/local/bin/ollama serve", "ollama"],
  ["llama-server --model /root/.ollama/models/blobs/sha256-6a0746a1 --port 41001", "ollama"],
  ["ollama_llama_server --model x", "ollama"],
  ["python /srv/ComfyUI/main.py --listen", "diffusion"],
  ["python serve_sdxl.py --base sdxl-1.0", "diffusion"],
  ["python train_flax.py --model gemma-2b --mesh data:8", "jax"],
  ["python -m MaxText.train configs/base.yml", "jax"],
  ["python tf_cnn_benchmarks.py --batch_size 64", "tensorflow"],
  ["tensorflow_model_server --port=8500", "tensorflow"],
  ["torchrun --nproc_per_node=8 train.py", "pytorch"],
  ["python -m torch.distributed.run train_ddp.py --config unet.yaml", "pytorch"],
  ["accelerate launch run_clm.py", "pytorch"],
  ["deepspeed --num_gpus 8 train.py", "pytorch"],
  ["python finetune_lora.py --model mistral-7b --rank 64", "pytorch"],
  ["python train.py --fsdp full_shard", "pytorch"],
  ["python train.py --epochs 3", "unknown"],
  ["/home/jax/bin/python /home/jax/vllm/torch/train.py", "unknown"],
  ["python train.py --dataset flax-notes --note jax", "unknown"],
  ["python store.py --note pytorchless", "unknown"],
  ["/usr/bin/Xorg -nolisten tcp", "unknown"],
  ["./a.out", "unknown"],
  ["", "unknown"],
] as const)("%s is %s", (command, framework) => {
  expect(frameworkOf(null, command)).toBe(framework);
});

test("the program's name helps where the command line is withheld", () => {
  expect(frameworkOf("VLLM::EngineCor", null)).toBe("vllm");
  expect(frameworkOf("llama-server", "llama-server")).toBe("llama_cpp");
  expect(frameworkOf("ollama", null)).toBe("ollama");
  expect(frameworkOf(null, null)).toBe("unknown");
});
