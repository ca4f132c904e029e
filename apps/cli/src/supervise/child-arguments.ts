import { join } from "node:path";
import type { DemoSize } from "../commands/demo-size.ts";
import type { AgentArguments, DemoArguments, HubArguments, UpArguments } from "../processes/arguments.ts";

/** The hub keeps its agents' token here; agents of the same machine read it. */
const TOKEN_FILE = "agent-token";

export function hubArguments({ values, given, pagesDir, demo }: UpArguments): HubArguments {
  return { supervised: true, given, pagesDir, simulated: demo !== null, values };
}

export function agentArguments({ values, given }: UpArguments): AgentArguments {
  return { supervised: true, given, values: { ...values, ...hubOf(values) } };
}

export function demoArguments({ values, given }: UpArguments, size: DemoSize): DemoArguments {
  return { supervised: true, given, ...size, values: { ...values, ...hubOf(values) } };
}

function hubOf(values: { port: number; data_dir: string }): { hub_url: string; token_file: string } {
  return { hub_url: `http://127.0.0.1:${values.port}`, token_file: join(values.data_dir, TOKEN_FILE) };
}
