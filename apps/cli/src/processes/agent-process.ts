import { startAgent } from "@vramfleet/agent/main";
import { keptNodeId } from "@vramfleet/agent/state/node-id";
import type { GpuSource } from "@vramfleet/agent/collect/gpu-source";
import type { CollectorProblem, CollectorState } from "@vramfleet/core/snapshot";
import { openLocalSources } from "../local-node.ts";
import { type AgentArguments, readArguments } from "./arguments.ts";
import { orUsageFailure } from "./or-usage-failure.ts";
import { tellParent } from "./parent.ts";
import { readToken } from "./read-token.ts";
import { serve } from "./serve.ts";

// Bundled: the thread's file lies beside this one.
const NVML_WORKER = new URL("./nvml-worker.mjs", import.meta.url);

const given = readArguments<AgentArguments>();
const { values } = given;
await serve({
  name: "agent",
  ...given,
  start: async (log) => {
    const token = readToken(values.token_file, log);
    const nodeId = orUsageFailure(() => keptNodeId(values.data_dir));
    const sources = openLocalSources(values, { workerUrl: NVML_WORKER, log });
    const agent = startAgent({
      hubUrl: values.hub_url,
      token,
      nodeId,
      simulated: false,
      intervalMs: values.interval_ms,
      sources: { ...sources, gpu: tellingFirst(sources.gpu) },
      log,
    });
    log.info("agent is running", { hub: values.hub_url, nodeId, intervalMs: values.interval_ms });
    return {
      apply(next) {
        if (next.interval_ms !== undefined) agent.setIntervalMs(next.interval_ms);
        if (next.command_lines !== undefined) sources.processes.setCommandLines(next.command_lines);
      },
      stop: () => agent.close(),
      exitWouldHang: () => sources.gpu.callUnderWay(),
    };
  },
});

/** The same source; `vramfleet up` hears from its first reading whether there are GPUs. */
function tellingFirst(source: GpuSource): GpuSource {
  let told = false;
  return {
    async read(atMs) {
      const reading = await source.read(atMs);
      if (!told) tellParent({ kind: "collector", problem: problemWords(reading.collector) });
      told = true;
      return reading;
    },
    close: () => source.close(),
  };
}

const PROBLEM_WORDS: Record<CollectorProblem, string> = {
  no_library: "no NVIDIA driver is installed, or its library libnvidia-ml.so.1 is not where it is looked for",
  no_driver: "the NVIDIA library is installed, but the kernel driver is not loaded",
  version_mismatch: "the NVIDIA library and the loaded kernel driver are of different versions",
  no_permission: "this user may not open the NVIDIA devices",
  no_devices: "the NVIDIA driver shows no GPU here",
  failed: "the NVIDIA driver cannot be used",
};

function problemWords(collector: CollectorState): string | null {
  switch (collector.state) {
    case "ok":
      return null;
    case "unavailable":
      return PROBLEM_WORDS[collector.problem];
    case "hung":
      return "a call into the NVIDIA driver does not come back";
  }
}
