import { configSchemas } from "@vramfleet/protocol/config";
import { CONFIG_COMMANDS } from "@vramfleet/protocol/config-keys";
import { z } from "zod";

/** What the command line hands to the program that serves, as one JSON argument. */
const common = {
  /** Under `up`, which re-reads the configuration and passes it on; else the process does so itself. */
  supervised: z.boolean(),
  /** How the configuration was asked for, to read it again in the same way. */
  given: z.object({
    command: z.enum(CONFIG_COMMANDS),
    flags: z.record(z.string(), z.string()),
    file: z.string().nullable(),
  }),
};

const logValues = { log_level: configSchemas.log_level, log_format: configSchemas.log_format };

export const hubArgumentsSchema = z.object({
  ...common,
  pagesDir: z.string(),
  simulated: z.boolean(),
  values: z.object({
    ...logValues,
    port: configSchemas.port,
    data_dir: configSchemas.data_dir,
    history_days: configSchemas.history_days,
  }),
});
export type HubArguments = z.infer<typeof hubArgumentsSchema>;

export const agentArgumentsSchema = z.object({
  ...common,
  values: z.object({
    ...logValues,
    data_dir: configSchemas.data_dir,
    hub_url: configSchemas.hub_url,
    token_file: configSchemas.token_file,
    interval_ms: configSchemas.interval_ms,
    command_lines: configSchemas.command_lines,
    proc_root: configSchemas.proc_root,
    nvml: configSchemas.nvml.nullable(),
  }),
});
export type AgentArguments = z.infer<typeof agentArgumentsSchema>;

export const demoArgumentsSchema = z.object({
  ...common,
  nodeCount: z.int().min(1),
  gpusPerNode: z.int().min(1),
  values: z.object({
    ...logValues,
    hub_url: configSchemas.hub_url,
    token_file: configSchemas.token_file,
  }),
});
export type DemoArguments = z.infer<typeof demoArgumentsSchema>;

export const upArgumentsSchema = z.object({
  given: common.given,
  values: z.object({
    ...logValues,
    port: configSchemas.port,
    data_dir: configSchemas.data_dir,
    history_days: configSchemas.history_days,
    interval_ms: configSchemas.interval_ms,
    command_lines: configSchemas.command_lines,
    proc_root: configSchemas.proc_root,
    nvml: configSchemas.nvml.nullable(),
  }),
  /** Null for this machine's own GPUs. */
  demo: z.object({ nodeCount: z.int().min(1), gpusPerNode: z.int().min(1) }).nullable(),
  /** Files of the programs to start. */
  programs: z.object({ hub: z.string(), agent: z.string(), demo: z.string() }),
  pagesDir: z.string(),
});
export type UpArguments = z.infer<typeof upArgumentsSchema>;

/** Values a running process takes without a restart. */
export const liveValuesSchema = z.object({
  log_level: configSchemas.log_level,
  log_format: configSchemas.log_format,
  history_days: configSchemas.history_days.optional(),
  interval_ms: configSchemas.interval_ms.optional(),
  command_lines: configSchemas.command_lines.optional(),
});
export type LiveValues = z.infer<typeof liveValuesSchema>;

/** The same where all services run. */
export const allLiveValuesSchema = liveValuesSchema.required();

/** From `up` to a child. */
export const toChildSchema = z.object({ kind: z.literal("settings"), values: liveValuesSchema });

/** From a child to `up`. */
export const fromChildSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("listening"), port: z.int() }),
  z.object({ kind: z.literal("collector"), ok: z.boolean(), message: z.string() }),
]);
export type FromChild = z.infer<typeof fromChildSchema>;
