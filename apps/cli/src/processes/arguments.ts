import type { ConfigOf, ConfigValues } from "@vramfleet/protocol/config";
import type { ConfigCommand } from "@vramfleet/protocol/config-keys";
import type { ConfigArguments } from "../config/load.ts";

/** How the configuration was asked for, to read it again in the same way. */
export interface ProcessGiven extends ConfigArguments {
  command: ConfigCommand;
}

interface ServiceArguments {
  /** Under `up`, which re-reads the configuration and passes it on; else the process does so itself. */
  supervised: boolean;
  given: ProcessGiven;
}

export interface HubArguments extends ServiceArguments {
  values: ConfigOf<"hub">;
  pagesDir: string;
  simulated: boolean;
}

export interface AgentArguments extends ServiceArguments {
  values: ConfigOf<"agent">;
}

export interface DemoArguments extends ServiceArguments {
  values: Pick<ConfigOf<"agent">, "hub_url" | "token_file" | "log_level" | "log_format">;
  nodeCount: number;
  gpusPerNode: number;
}

export interface UpArguments {
  given: ProcessGiven;
  values: ConfigOf<"up">;
  /** Null for this machine's own GPUs. */
  demo: { nodeCount: number; gpusPerNode: number } | null;
  /** Files of the programs to start. */
  programs: { hub: string; agent: string; demo: string };
  pagesDir: string;
}

/**
 * What the command line hands to a bundled program, as one JSON argument. It is of the same build as the program and has
 * checked the values, and checking them again would cost the agent zod's 12 MiB.
 */
export function readArguments<T extends { values: object }>(): T {
  // program-argv.ts, which alone starts these programs, writes exactly this.
  return JSON.parse(process.argv[2] ?? "") as T;
}

/** Values a running process takes without a restart; those of services it is not are absent. */
export type LiveValues = Pick<ConfigValues, "log_level" | "log_format"> &
  Partial<Pick<ConfigValues, "history_days" | "interval_ms" | "command_lines">>;

/** From `up` to a child. */
export interface ToChild {
  kind: "settings";
  values: LiveValues;
}

/** From a child to `up`. */
export type FromChild =
  | { kind: "listening"; port: number }
  /** Whether the agent's first reading could see GPUs; words for a person if not. */
  | { kind: "collector"; problem: string | null };
