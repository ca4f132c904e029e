/**
 * Compares every number of a snapshot with nvidia-smi's on this machine's real GPUs: once at rest, then each second while
 * a PyTorch process grows until it runs out of memory. Prints what differs; exit 0 when nothing does.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Snapshot } from "@vramfleet/core/snapshot";
import { snapshotSchema } from "@vramfleet/protocol/snapshot";
import { compareGpus, compareProcesses, type Comparison } from "./compare.ts";
import { FORMAT, GPU_QUERY, parseGpus, parseProcesses, PROCESS_QUERY } from "./nvidia-smi.ts";

const COMMAND_LINE = resolve(import.meta.dirname, "../src/main.ts");
const smi = (query: string) => execFileSync("nvidia-smi", [query, FORMAT], { encoding: "utf8" });
const readSmi = () => ({ gpus: parseGpus(smi(GPU_QUERY)), processes: parseProcesses(smi(PROCESS_QUERY)) });

function readOurs(): Snapshot {
  const printed = execFileSync(process.execPath, [COMMAND_LINE, "snapshot", "--json"], { encoding: "utf8" });
  return snapshotSchema.parse(JSON.parse(printed));
}

function compareOnce(): Comparison[] {
  const before = readSmi();
  const ours = readOurs();
  const after = readSmi();
  return [
    ...compareGpus(ours, { before: before.gpus, after: after.gpus }),
    ...compareProcesses(ours, { before: before.processes, after: after.processes }),
  ];
}

function print(title: string, rows: Comparison[]): number {
  const differing = rows.filter((row) => !row.agrees);
  console.log(`${title}: ${rows.length - differing.length} of ${rows.length} numbers agree with nvidia-smi`);
  for (const row of differing)
    console.log(`  differs: ${row.gpu} ${row.field}: ours ${row.ours ?? "n/a"}, nvidia-smi ${row.smi}`);
  return differing.length;
}

async function compareWhileGrowing(): Promise<number> {
  const python = spawn("python3", [resolve(import.meta.dirname, "grow_until_oom.py")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(python, "exit");
  let printed = "";
  python.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const rows: Comparison[] = [];
  while (python.exitCode === null && python.signalCode === null) {
    rows.push(...compareOnce());
    await Promise.race([ended, sleep(1_000)]);
  }
  console.log(printed.trimEnd().split("\n").slice(-2).join("\n"));
  if (!printed.includes("out of memory")) {
    console.log("the PyTorch process ended without running out of memory");
    return print("growing process", rows) + 1;
  }
  return print("growing process", rows);
}

if (spawnSync("nvidia-smi", ["-L"]).status !== 0) {
  console.error(
    "check:gpu compares with nvidia-smi, which is missing or finds no GPU here: run it on a machine with an NVIDIA GPU and its driver.",
  );
  process.exit(2);
}
let differing = print("at rest", compareOnce());
for (const row of compareOnce())
  console.log(`  ${row.gpu} ${row.field}: ours ${row.ours ?? "n/a"}, nvidia-smi ${row.smi}`);
if (spawnSync("python3", ["-c", "import torch; assert torch.cuda.is_available()"]).status === 0) {
  differing += await compareWhileGrowing();
  differing += print("after the process ended", compareOnce());
} else {
  console.error("PyTorch with CUDA is missing (python3 -m pip install torch): the growing process was not run");
  differing += 1;
}
process.exitCode = differing === 0 ? 0 : 1;
