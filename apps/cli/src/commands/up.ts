import { ensurePages } from "../bundle/pages.ts";
import { ensureProcesses } from "../bundle/processes.ts";
import type { Invocation } from "../invocation.ts";
import { requireConfig } from "../config/require.ts";
import { becomeProgram } from "./become.ts";
import { demoSize } from "./demo-size.ts";
import { programArgv } from "./program-argv.ts";

export async function runUp(invocation: Invocation): Promise<number> {
  const { values } = requireConfig("up", invocation);
  const demo = demoSize(invocation.own);
  const { up, ...programs } = await ensureProcesses();
  const pagesDir = await ensurePages();
  const given = { command: "up" as const, ...invocation.given };
  return becomeProgram(programArgv(up, { given, values, demo, programs, pagesDir }));
}
