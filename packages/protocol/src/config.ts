import { z } from "zod";
import { CONFIG_KEYS, type ConfigCommand, type ConfigKey } from "./config-keys.ts";

const HUB_SCHEMES = new Set(["http:", "https:", "ws:", "wss:"]);

/** Scheme, host, port and a proxy's path. Credentials do not belong in it, and a query would be dropped in silence. */
function isHubUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const bare = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return HUB_SCHEMES.has(url.protocol) && url.host !== "" && bare;
}

const range = <const K extends { min: number; max: number }>(kind: K) => z.int().min(kind.min).max(kind.max);
const path = z.string().trim().min(1).max(4_096);

/** The type of each key's value; whole numbers and words as TOML gives them. */
export const configSchemas = {
  port: range(CONFIG_KEYS.port.kind),
  data_dir: path,
  history_days: range(CONFIG_KEYS.history_days.kind),
  hub_url: z.string().refine(isHubUrl),
  token_file: path,
  interval_ms: range(CONFIG_KEYS.interval_ms.kind),
  command_lines: z.enum(CONFIG_KEYS.command_lines.kind.choices),
  proc_root: path,
  nvml: path,
  log_level: z.enum(CONFIG_KEYS.log_level.kind.choices),
  log_format: z.enum(CONFIG_KEYS.log_format.kind.choices),
} satisfies Record<ConfigKey, z.ZodType>;

type Values = { [K in ConfigKey]: z.infer<(typeof configSchemas)[K]> };

/** Effective values. `nvml` is null where the system's loader shall find the library. */
export type ConfigValues = Omit<Values, "nvml"> & { nvml: string | null };

type KeysOf<C extends ConfigCommand> = {
  [K in ConfigKey]: C extends (typeof CONFIG_KEYS)[K]["commands"][number] ? K : never;
}[ConfigKey];

/** What one command is configured with. */
export type ConfigOf<C extends ConfigCommand> = Pick<ConfigValues, KeysOf<C>>;
