/** What a process runs on, as far as its name and command line tell. */
export type Framework =
  | "pytorch"
  | "jax"
  | "tensorflow"
  | "vllm"
  | "sglang"
  | "tgi"
  | "tensorrt_llm"
  | "lmdeploy"
  | "llama_cpp"
  | "ollama"
  | "triton"
  | "diffusion"
  | "unknown";

/** Parts of a command line, lower case. Folders are left out: who is called jax does not run JAX. */
interface CommandParts {
  /** Everything as given, for what only a path tells. */
  raw: string;
  /** Every argument, paths without their folders. */
  line: string;
  /** What comes before the first long option: launcher, subcommand, module or script. */
  head: string;
}

/** Read from top to bottom, the first that fits names it: engines before the frameworks they are built on. */
const SIGNS: readonly (readonly [Framework, keyof CommandParts, RegExp])[] = [
  // Newer Ollama starts stock llama-server children, known by where its models lie.
  ["ollama", "raw", /(^|\s|\/)ollama(_llama_server)?(\s|$)|\/blobs\/sha256[-:]/],
  ["vllm", "line", /(^|\s)vllm(\s|$)|(^|\s)-m vllm[.]|^vllm::|vllm[.]entrypoints/],
  ["sglang", "line", /(^|\s)-m sglang[.]|^sglang(::|\s|$)|(^|\s)sglang serve|sglang[.]launch_server/],
  ["tgi", "line", /(^|\s)text-generation-(launcher|server|router)/],
  ["tensorrt_llm", "line", /(^|\s)trtllm-(serve|bench|llmapi-launch)|tensorrt_llm/],
  ["lmdeploy", "line", /(^|\s)lmdeploy(\s|[.]|$)/],
  ["triton", "line", /(^|\s)tritonserver(\s|$)/],
  [
    "llama_cpp",
    "head",
    /(^|\s)(llama-(server|cli|bench|run|batched)|llama serve|(ggml-)?rpc-server|koboldcpp|llamafile)/,
  ],
  ["llama_cpp", "head", /-m llama_cpp|[.]llamafile/],
  ["diffusion", "raw", /comfyui|stable-diffusion|invokeai|automatic1111/],
  ["diffusion", "head", /diffusers|sdxl|(^|[^a-z])sd_?webui|ltx[-_]?(video|pipeline)|text_to_image|dreambooth/],
  ["jax", "head", /(^|[^a-z])(jax|flax|maxtext|t5x|paxml|brax)([^a-z]|$)/],
  ["tensorflow", "head", /tensorflow|(^|[^a-z])(keras|tf_cnn_benchmarks)([^a-z]|$)|-m tf_/],
  [
    "pytorch",
    "head",
    /(^|[^a-z])(torchrun|torch|pytorch|deepspeed|accelerate|lightning|fairseq|megatron|axolotl|unsloth)([^a-z]|$)/,
  ],
  ["pytorch", "head", /(^|[^a-z])(ddp|fsdp|lora|qlora|peft|llamafactory-cli|timm|transformers)([^a-z]|$)/],
  ["pytorch", "line", /\s--(deepspeed|fsdp|nproc[-_]per[-_]node|torch[-_]compile)/],
];

/** Names the framework from the program's short name and its command line; either may be missing. */
export function frameworkOf(program: string | null, command: string | null): Framework {
  const parts = partsOf(command ?? program ?? "");
  const own = partsOf(program ?? "");
  const fits = (part: keyof CommandParts, sign: RegExp) => sign.test(parts[part]) || sign.test(own[part]);
  return SIGNS.find(([, part, sign]) => fits(part, sign))?.[0] ?? "unknown";
}

function partsOf(command: string): CommandParts {
  const raw = command.toLowerCase();
  const args = raw.split(/\s+/).map((arg) => (arg.startsWith("-") ? arg : arg.slice(arg.lastIndexOf("/") + 1)));
  const options = args.findIndex((arg) => arg.startsWith("--"));
  return { raw, line: args.join(" "), head: args.slice(0, options === -1 ? args.length : options).join(" ") };
}

const PRE_ALLOCATING: ReadonlySet<Framework> = new Set<Framework>(["vllm", "sglang", "tgi", "jax", "tensorflow"]);

/** Takes most of the board at its start and shares it out itself: what it holds says little of what it needs. */
export const preAllocates = (framework: Framework): boolean => PRE_ALLOCATING.has(framework);
