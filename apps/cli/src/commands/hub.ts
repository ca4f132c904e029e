import { ensurePages } from "../bundle/pages.ts";
import { ensureProcesses } from "../bundle/processes.ts";
import type { Invocation } from "../invocation.ts";
import { requireConfig } from "../config/require.ts";
import { becomeProgram } from "./become.ts";
import { programArgv } from "./program-argv.ts";

export async function runHub(invocation: Invocation): Promise<number> {
  const { values } = requireConfig("hub", invocation);
  const program = (await ensureProcesses()).hub;
  const pagesDir = await ensurePages();
  const given = { command: "hub" as const, ...invocation.given };
  return becomeProgram(programArgv(program, { supervised: false, simulated: false, given, pagesDir, values }));
}
