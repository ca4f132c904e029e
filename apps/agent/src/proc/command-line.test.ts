import fc from "fast-check";
import { expect, test } from "vitest";
import { describeCommand, splitCommandLine } from "./command-line.ts";
import { redactArgs } from "./redact-args.ts";

const redacted = (...argv: string[]) => describeCommand(argv, "comm", "redacted").command;

test.each([
  "python train.py --model meta-llama/Llama-3-8B",
  "python3.11 -m vllm.entrypoints.openai.api_server --model meta-llama/Meta-Llama-3.1-70B-Instruct-GPTQ-INT4 --port 8000",
  "python -u /home/ann/experiments/2026-05-01_run_3/train_v2.py --lr 1e-4 --batch-size 32 --max-tokens 512",
  "torchrun --nproc_per_node=8 --master_addr=10.0.0.1 --master_port=29500 main.py --config configs/llama3_8b.yaml",
  "llama-server -m /models/Qwen2.5-Coder-32B-Instruct-Q4_K_M.gguf -ngl 99 -c 32768 --host 0.0.0.0",
  "/usr/bin/ollama runner --model /root/.ollama/models/blobs/sha256-6a0746a1ec1aef3e7ec53868f220ff6e389f6f8ef87a01d77c96807de94ca2aa",
  "x /hub/models--org--llama/snapshots/0123456789abcdef0123456789abcdef01234567/model.safetensors",
  "docker run vllm@sha256:6a0746a1ec1aef3e7ec53868f220ff6e389f6f8ef87a01d77c96807de94ca2aa",
  "python train.py --data data/Imagenet2012/train/shards/part1 --out Outputs/Experiments/Run12/Checkpoints",
  "python hf_finetune.py --tokenizer mistralai/Mistral-7B-v0.1 --max-num-batched-tokens 8192 --eos-token-id 2",
  "accelerate launch --num_processes 8 --mixed_precision bf16 run_clm.py --model_name_or_path EleutherAI/gpt-neox-20b",
  "python serve.py --model deepseek-ai/DeepSeek-R1-Distill-Qwen-32B --tensor-parallel-size 4 --gpu-memory-utilization 0.9",
  "python -m sglang.launch_server --model-path Qwen/Qwen2.5-72B-Instruct-AWQ --tp 8 --chunked-prefill-size 8192",
  "text-generation-launcher --model-id TheBloke/Llama-2-13B-chat-GPTQ --max-input-length 4095 --max-total-tokens 4096",
  "python train.py --run-name llama3_8b_sft_2026-05-01_12-30-45 --output_dir /data/ckpts/llama3_8b/checkpoint-12000",
  "CUDA_VISIBLE_DEVICES=GPU-8a6c3f1e-2b4d-4c5e-9f60-7a8b9c0d1e2f python x.py",
])("what says which job it is stays: %s", (command) => {
  expect(redacted(...command.split(" "))).toBe(command);
});

test.each([
  [["python", "t.py", "--token", "abc"], "python t.py --token ***"],
  [["x", "--api-key=abc"], "x --api-key=***"],
  [["x", "--hfToken", "abc"], "x --hfToken ***"],
  [["mysql", "-u", "root", "-p", "hunter2"], "mysql -u root -p ***"],
  [["mysql", "-phunter2"], "mysql -p***"],
  [["sshpass", "-p", "hunter2", "ssh", "host"], "sshpass -p *** ssh host"],
  [["redis-cli", "-h", "db", "-a", "hunter2", "ping"], "redis-cli -h db -a *** ping"],
  [["/usr/bin/ldapsearch", "-whunter2", "-x"], "/usr/bin/ldapsearch -w*** -x"],
  [["openssl", "enc", "-pass", "pass:hunter2"], "openssl enc -pass ***"],
  [["sh", "-c", "redis-cli -a hunter2 ping"], "sh -c redis-cli -a *** ping"],
  [["python", "train.py", "-a", "resnet50"], "python train.py -a resnet50"],
  [["env", "HF_TOKEN=abc", "PGPASSWORD=abc", "LR=0.1", "python"], "env HF_TOKEN=*** PGPASSWORD=*** LR=0.1 python"],
  [["x", "https://ann:hunter2@host/path"], "x https://***@host/path"],
  [["x", "--db", "postgres://u:p@ss/w@host:5432/db"], "x --db postgres://***@host:5432/db"],
  [["curl", "https://h/p?token=abc&page=2"], "curl https://h/p?token=***&page=2"],
  [["curl", "-u", "ann:hunter2", "https://h"], "curl -u *** https://h"],
  [["curl", "-uann:hunter2", "https://h"], "curl -u*** https://h"],
  [["x", "sha256:secret", "6a0746a1ec1aef3e7ec53868f220ff6e389f6f8ef87a01d77c96807de94ca2aa"], "x sha256:secret ***"],
  [["curl", "-H", "Authorization: Bearer abc def"], "curl -H Authorization: ***"],
  [["curl", "-H", "X-Api-Key: abc def"], "curl -H X-Api-Key: ***"],
  [["java", "jdbc:mysql://h/db?user=a&password=b"], "java jdbc:mysql://h/db?user=a&password=***"],
  [["jupyter-lab", "--NotebookApp.token=abc", "--port=8888"], "jupyter-lab --NotebookApp.token=*** --port=8888"],
  [["git", "clone", "https://x-access-token:abc@github.com/a/b"], "git clone https://***@github.com/a/b"],
  [["x", "config:token=abc,d;e"], "x config:token=***"],
  [["x", "Authorization:", "Bearer", "abc", "--model", "m"], "x Authorization: *** *** --model m"],
  [["x", "bearer", "abc"], "x bearer ***"],
  [["x", "hf_AbCdEfGh"], "x ***"],
  [["x", "--a", "sk-proj-abcdefgh"], "x --a ***"],
  [["x", "ghp_0123456789abcdef"], "x ***"],
  [["x", "AKIAIOSFODNN7EXAMPLE"], "x ***"],
  [["x", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"], "x ***"],
  [["x", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"], "x ***"],
  [["x", "0123456789abcdef0123456789abcdef01234567"], "x ***"],
  [["x", "--id", "123e4567-e89b-12d3-a456-426614174000"], "x --id ***"],
  [["x", '{"api_key": "abc", "model": "llama"}'], 'x {"api_key": ***, "model": "llama"}'],
  [
    ["sh", "-c", "HF_TOKEN=abc python t.py --password 'a b' --model m"],
    "sh -c HF_TOKEN=*** python t.py --password *** --model m",
  ],
  [["python", "-c", "login('abc')", "--fork"], "python -c *** --fork"],
  [["x", "--use-auth-token", "--model", "m"], "x --use-auth-token *** m"],
  [["x", "--no-auth", "--token", "abc"], "x --no-auth *** ***"],
] as const)("%j", (argv, command) => {
  expect(redacted(...argv)).toBe(command);
});

const alphabet = (characters: string) => fc.constantFrom(...characters.split(""));
const ALNUM = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const secret = fc.string({ unit: alphabet(ALNUM), minLength: 8, maxLength: 40 }).map((text) => `Zq7${text}`);
const NAMES = ["token", "api-key", "password", "secret", "hf-token", "access_key", "client-secret", "db_password"];
const flag = fc.constantFrom(...NAMES);

const forms: [string, (name: string, value: string) => string[]][] = [
  ["--flag value", (name, value) => [`--${name}`, value]],
  ["--flag=value", (name, value) => [`--${name}=${value}`]],
  ["NAME=value", (name, value) => [`${name.toUpperCase().replaceAll("-", "_")}=${value}`]],
  ["-p value", (_name, value) => ["-p", value]],
  ["-pvalue", (_name, value) => [`-p${value}`]],
  ["a URL's password", (_name, value) => [`https://user:${value}@host.example/x`]],
  ["a URL's user", (_name, value) => [`https://${value}@host.example/x`]],
  ["a query", (name, value) => [`https://host.example/x?a=1&${name}=${value}&b=2`]],
  ["a header", (_name, value) => ["-H", `Authorization: Bearer ${value}`]],
  ["a shell line", (name, value) => ["bash", "-c", `cd /x && ./run --${name} ${value} --model m`]],
  ["a quoted shell word", (name, value) => ["bash", "-c", `./run --${name} "${value} ${value}" --model m`]],
  ["JSON", (name, value) => [`{"a": 1, "${name}": "${value}"}`]],
  ["hf_", (_name, value) => [`hf_${value}`]],
  ["sk-", (_name, value) => ["--x", `sk-${value}`]],
  ["ghp_", (_name, value) => [`ghp_${value}`]],
  ["a JWT", (_name, value) => [`eyJ${value}.eyJ${value}.${value}`]],
  ["an attached assignment to an unknown option", (_name, value) => [`--option=hf_${value}`]],
];

test.each(forms)("no secret survives as %s, and the model does", (_name, form) => {
  fc.assert(
    fc.property(flag, secret, (name, value) => {
      const command = redactArgs(["python", "train.py", ...form(name, value), "--model", "org/Model-7B"]).join(" ");
      expect(command).not.toContain(value);
      expect(command).toContain("python train.py");
      expect(command).toContain("org/Model-7B");
    }),
  );
});

test.each(["base64url", "base64", "hex"] as const)("random bytes as %s are masked wherever they stand", (encoding) => {
  const texts = fc.sample(fc.noShrink(fc.array(fc.nat({ max: 255 }), { minLength: 32, maxLength: 32, size: "max" })), {
    seed: 7,
    numRuns: 2_000,
  });
  const leaks = texts
    .map((values) => Buffer.from(values).toString(encoding))
    .filter((text) =>
      redactArgs(["x", "--option", text, `--a=${text}`, `https://h/${text}/x`])
        .join(" ")
        .includes(text),
    );
  expect(leaks).toEqual([]);
});

test("redacting never fails, keeps one text an argument, and masks nothing more the second time", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (argv) => {
      expect(redactArgs(argv)).toHaveLength(argv.length);
    }),
  );
});

test("a huge argument takes no noticeable time", () => {
  const texts = [
    "a:".repeat(2_000),
    "-".repeat(4_096),
    "=".repeat(4_096),
    '"'.repeat(4_096),
    "x://".repeat(1_000),
    "a@".repeat(2_000),
  ];
  for (const text of texts) expect(redacted("x", text)?.length).toBeLessThanOrEqual(256);
});

test("cmdline is split at NUL, not at spaces", () => {
  expect(splitCommandLine("python\0my script.py\0\0--x\0")).toEqual(["python", "my script.py", "", "--x"]);
  expect(splitCommandLine("")).toEqual([]);
});

test.each([
  [["/usr/bin/python3.11", "t.py"], "python3.11"],
  [["-bash"], "bash"],
  [["nginx: worker process"], "comm"],
  [[], "comm"],
  [[""], "comm"],
])("the program of %j is %s", (argv, program) => {
  expect(describeCommand(argv, "comm", "redacted").program).toBe(program);
});

test("names shows the program alone, full everything, neither any control character", () => {
  const argv = ["/opt/x\u001b[31my", "--token", "abc\n"];
  expect(describeCommand(argv, "c", "names")).toEqual({ program: "xy", command: "xy" });
  expect(describeCommand(argv, "c", "full")).toEqual({ program: "xy", command: "/opt/xy --token abc" });
});

test("an escape sequence cannot hide a flag's name", () => {
  expect(redacted("x", "--tok\u001b[0men", "abc")).toBe("x --token ***");
});

test("a process without arguments has no command", () => {
  expect(describeCommand([], "kworker/0:1", "redacted")).toEqual({ program: "kworker/0:1", command: null });
});

test("a command is cut after masking, to 256 characters", () => {
  const command = redacted("python", "x".repeat(240), "--token", "abcdef".repeat(50));
  expect(command?.length).toBeLessThanOrEqual(256);
  expect(command).not.toContain("abcdef");
});
