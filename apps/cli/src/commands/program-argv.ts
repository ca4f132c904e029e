import type { AgentArguments, DemoArguments, HubArguments, UpArguments } from "../processes/arguments.ts";

/** Arguments for Node to run one of the bundled programs. Traces in terms of the sources cost memory: for debugging only. */
export function programArgv(
  file: string,
  given: HubArguments | AgentArguments | DemoArguments | UpArguments,
): string[] {
  const maps = given.values.log_level === "debug" ? ["--enable-source-maps"] : [];
  return [...maps, file, JSON.stringify(given)];
}
