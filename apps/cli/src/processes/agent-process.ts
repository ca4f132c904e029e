import { startAgent } from "@vramfleet/agent/main";
import { keptNodeId } from "@vramfleet/agent/state/node-id";
import type { GpuSource } from "@vramfleet/agent/collect/gpu-source";
import type { CollectorState } from "@vramfleet/core/snapshot";
import { openLocalSources } from "../local-node.ts";
import { agentArgumentsSchema } from "./arguments.ts";
import { orUsageFailure } from "./or-usage-failure.ts";
import { tellParent } from "./parent.ts";
import { readToken } from "./read-token.ts";
import { serve } from "./serve.ts";

// Bundled: the thread's file lies beside this one.
const NVML_WORKER = new URL("./nvml-worker.mjs", import.meta.url);

const given = agentArgumentsSchema.parse(JSON.parse(process.argv[2] ?? ""));
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
      if (!told) tellParent({ kind: "collector", ...collectorWords(reading.collector) });
      told = true;
      return reading;
    },
    close: () => source.close(),
  };
}

function collectorWords(collector: CollectorState): { ok: boolean; message: string } {
  switch (collector.state) {
    case "ok":
      return { ok: true, message: "" };
    case "unavailable":
      return { ok: false, message: collector.message };
    case "hung":
      return { ok: false, message: "a call into the NVIDIA driver does not come back." };
  }
}
