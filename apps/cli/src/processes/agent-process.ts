import { startAgent } from "@vramfleet/agent/main";
import { keptNodeId } from "@vramfleet/agent/state/node-id";
import { openLocalSources } from "../local-node.ts";
import { type AgentArguments, readArguments } from "./arguments.ts";
import { orUsageFailure } from "./or-usage-failure.ts";
import { readToken } from "./read-token.ts";
import { serve } from "./serve.ts";
import { tellingFirst } from "./telling-first.ts";

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
