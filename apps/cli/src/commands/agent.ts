import { ensureProcesses } from "../bundle/processes.ts";
import type { Invocation } from "../invocation.ts";
import { requireConfig } from "../config/require.ts";
import { becomeProgram } from "./become.ts";
import { agentProgramArgv } from "./program-argv.ts";

export async function runAgent(invocation: Invocation): Promise<number> {
  const { values } = requireConfig("agent", invocation);
  const program = (await ensureProcesses()).agent;
  const given = { command: "agent" as const, ...invocation.given };
  return becomeProgram(agentProgramArgv(program, { supervised: false, given, values }));
}
