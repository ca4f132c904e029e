/**
 * What a running agent costs: memory and CPU of the real program, all its threads, against the fake NVML with 8 GPUs
 * and 32 growing processes at 1 Hz, beside an idle Node of the same version.
 *
 *   npm run bench:agent [-- --quick] [-- --json]
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { boards } from "@vramfleet/nvml/fake/boards";
import { buildFakeNvml } from "@vramfleet/nvml/fake/build";
import { growing, writeScenario } from "@vramfleet/nvml/fake/scenario";
import { ensureProcesses } from "../src/bundle/processes.ts";
import { agentProgramArgv } from "../src/commands/program-argv.ts";
import { inheritedEnvironment } from "../src/env.ts";
import { measureUsage, type MeasuredUsage } from "./process-usage.ts";
import type { SinkReport } from "./sink-hub-process.ts";

const GPU_COUNT = 8;
const PROCESSES_PER_GPU = 4;
const INTERVAL_MS = 1_000;
const TOKEN = "bench-token-0123456789";
const MIB = 2 ** 20;
const TARGETS = { rssBytes: 80 * MIB, cpuShareRatio: 0.01 };

const quick = process.argv.includes("--quick");
const json = process.argv.includes("--json");
const warmUpS = quick ? 8 : 15;
const durationS = quick ? 30 : 60;

const directory = mkdtempSync(join(tmpdir(), "vramfleet-bench-"));
const children: ChildProcess[] = [];
const started = <T extends ChildProcess>(child: T): T => {
  children.push(child);
  return child;
};

/** Real processes, so that /proc costs what it costs; the fake gives them GPU memory. */
function startHolders(): number[] {
  return Array.from({ length: GPU_COUNT * PROCESSES_PER_GPU }, () => {
    const holder = started(spawn("sleep", ["3600"], { stdio: "ignore" }));
    if (holder.pid === undefined) throw new Error("could not start `sleep`");
    return holder.pid;
  });
}

function playGrowth(pids: readonly number[]): string {
  const scenarioPath = join(directory, "scenario");
  const gpus = Array.from({ length: GPU_COUNT }, (_, slot) => ({
    board: boards.h100,
    gpuPct: 80,
    processes: pids.slice(slot * PROCESSES_PER_GPU, (slot + 1) * PROCESSES_PER_GPU).map((pid, index) => ({
      pid,
      usedBytes: growing({ fromBytes: (1 + index) * 1_024 * MIB, rateBytesPerS: (1 + index) * 10 * MIB }),
    })),
  }));
  writeScenario(scenarioPath, { gpus });
  return scenarioPath;
}

async function startAgent(hubUrl: string, scenarioPath: string): Promise<number> {
  const tokenFile = join(directory, "token");
  writeFileSync(tokenFile, `${TOKEN}\n`, { mode: 0o600 });
  const { agent } = await ensureProcesses();
  const argv = agentProgramArgv(agent, {
    supervised: false,
    given: { command: "agent", flags: {}, file: null },
    values: {
      log_level: "info",
      log_format: "text",
      data_dir: directory,
      hub_url: hubUrl,
      token_file: tokenFile,
      interval_ms: INTERVAL_MS,
      command_lines: "redacted",
      proc_root: "/proc",
      nvml: await buildFakeNvml(),
    },
  });
  const env = { ...inheritedEnvironment(), VRAMFLEET_FAKE_SCENARIO: scenarioPath };
  const child = started(spawn(process.execPath, argv, { stdio: ["ignore", "ignore", "inherit"], env }));
  if (child.pid === undefined) throw new Error("the agent did not start");
  return child.pid;
}

function startIdleNode(): number {
  const idle = started(spawn(process.execPath, ["-e", "setInterval(() => {}, 1e9)"], { stdio: "ignore" }));
  if (idle.pid === undefined) throw new Error("an idle Node did not start");
  return idle.pid;
}

/** A figure is worth nothing if the agent did not do its work meanwhile. */
function requireWork({ snapshotCount, first, newest }: SinkReport): void {
  const rows = (newest?.processes ?? []).flatMap((row) => row.gpus.map((use) => ({ pid: row.pid, ...use })));
  const before = new Map(first?.processes.map((row) => [row.pid, row.gpus[0]?.usedBytes ?? 0]));
  const grown = rows.filter((row) => (row.usedBytes ?? 0) > (before.get(row.pid) ?? Infinity)).length;
  const expected = Math.floor((durationS * 1_000) / INTERVAL_MS);
  const wanted = GPU_COUNT * PROCESSES_PER_GPU;
  const found = `${snapshotCount} snapshots, ${newest?.gpus.length ?? 0} GPUs, ${grown} of ${rows.length} processes grew`;
  if (snapshotCount < expected || newest?.gpus.length !== GPU_COUNT || grown !== wanted) {
    throw new Error(
      `the agent did not do its work: ${found}; expected ${expected} snapshots, ${GPU_COUNT} GPUs, ${wanted} growing`,
    );
  }
  console.log(`agent: ${found}, over ${durationS} s after ${warmUpS} s of warm-up\n`);
}

function print(rows: Record<string, MeasuredUsage>): void {
  const cells = (name: string, usage: { rssBytes: number; peakRssBytes?: number; cpuShareRatio: number }): string => {
    const peak = usage.peakRssBytes === undefined ? "" : `${(usage.peakRssBytes / MIB).toFixed(1)} MiB`;
    const cpu = `${(usage.cpuShareRatio * 100).toFixed(2)} %`;
    return [
      name.padEnd(24),
      `${(usage.rssBytes / MIB).toFixed(1)} MiB`.padStart(11),
      peak.padStart(11),
      cpu.padStart(9),
    ].join(" ");
  };
  console.log(["".padEnd(24), "RSS".padStart(11), "peak RSS".padStart(11), "CPU".padStart(9)].join(" "));
  for (const [name, usage] of Object.entries(rows)) console.log(cells(name, usage));
  console.log(cells("target, at most", TARGETS));
}

async function main(): Promise<void> {
  const sink = started(fork(join(import.meta.dirname, "sink-hub-process.ts"), [TOKEN]));
  const [hubUrl] = (await once(sink, "message")) as [string];
  const agentPid = await startAgent(hubUrl, playGrowth(startHolders()));
  const idlePid = startIdleNode();
  await sleep(warmUpS * 1_000);
  const [agent, idle] = await measureUsage([agentPid, idlePid], durationS);
  sink.send("report");
  const [report] = (await once(sink, "message")) as [SinkReport];
  requireWork(report);
  if (agent === undefined || idle === undefined) throw new Error("nothing was measured");
  print({ agent, [`idle Node ${process.version}`]: idle });
  const figures = { rssBytes: agent.rssBytes, cpuShareRatio: agent.cpuShareRatio };
  const baselines = { idleNode: { rssBytes: idle.rssBytes, cpuShareRatio: idle.cpuShareRatio } };
  if (json) console.log(JSON.stringify({ bench: "agent", figures, baselines }));
}

try {
  await main();
} finally {
  for (const child of children) child.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
}
