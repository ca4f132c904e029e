import type { AgentArguments, DemoArguments, HubArguments, UpArguments } from "../processes/arguments.ts";

/**
 * The agent's work is small, so that compiled code gains nothing (CPU is the same, 0.4 % of a core) and costs 11 MiB.
 * Measured with 8 GPUs and 32 growing processes at 1 Hz: 72 MiB instead of 84.
 */
const AGENT_NODE_FLAGS = ["--jitless"];

/** Arguments for Node to run one of the bundled programs. Traces in terms of the sources cost memory: for debugging only. */
export function programArgv(
  file: string,
  given: HubArguments | AgentArguments | DemoArguments | UpArguments,
): string[] {
  const maps = given.values.log_level === "debug" ? ["--enable-source-maps"] : [];
  return [...maps, file, JSON.stringify(given)];
}

export function agentProgramArgv(file: string, given: AgentArguments): string[] {
  return [...AGENT_NODE_FLAGS, ...programArgv(file, given)];
}
