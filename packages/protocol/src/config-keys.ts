/**
 * Every configuration key, as data: flags, environment variables, files and docs/config.md all come from this table.
 * It stands apart from its zod types (config.ts) so that `--help` need not load them.
 */
export const CONFIG_COMMANDS = ["up", "hub", "agent", "snapshot", "doctor"] as const;
export type ConfigCommand = (typeof CONFIG_COMMANDS)[number];

export type ConfigKind =
  | { type: "integer"; min: number; max: number }
  | { type: "choice"; choices: readonly string[] }
  | { type: "path" }
  /** An address of a hub: scheme, host and port. */
  | { type: "url" };

/** Values that depend on the machine are computed where the machine is known; `words` say how. */
export type ConfigDefault = { value: number | string } | { words: string };

export interface ConfigKeySpec {
  commands: readonly ConfigCommand[];
  kind: ConfigKind;
  default: ConfigDefault;
  meaning: string;
  /** The flag's name where it is not the key's. */
  flag?: string;
  /** What a change does while the process runs: `live` keys are taken on SIGHUP. */
  reload: "live" | "restart";
}

const ALL = CONFIG_COMMANDS;
const SERVING = ["up", "hub", "agent"] as const;
const READING = ["up", "agent", "snapshot", "doctor"] as const;

export const CONFIG_KEYS = {
  port: {
    commands: ["up", "hub", "doctor"],
    kind: { type: "integer", min: 0, max: 65_535 },
    default: { value: 7117 },
    meaning: "Port of the hub, for browsers and agents, on the loopback address. 0 takes any free port.",
    reload: "restart",
  },
  data_dir: {
    commands: ALL,
    kind: { type: "path" },
    default: { words: "`$XDG_STATE_HOME/vramfleet`, else `~/.local/state/vramfleet`" },
    meaning: "Directory of what must survive a restart: history, the agent token, the name of this node.",
    reload: "restart",
  },
  history_days: {
    commands: ["up", "hub"],
    kind: { type: "integer", min: 1, max: 3_650 },
    default: { value: 14 },
    meaning: "Days of history to keep; older samples are deleted.",
    reload: "live",
  },
  hub_url: {
    commands: ["agent"],
    kind: { type: "url" },
    default: { value: "http://127.0.0.1:7117" },
    meaning: "Address of the hub to report to.",
    flag: "hub",
    reload: "restart",
  },
  token_file: {
    commands: ["agent", "doctor"],
    kind: { type: "path" },
    default: { words: "`agent-token` in `data_dir`" },
    meaning: "File with the hub's agent token, readable by its owner only. A hub writes one into its own `data_dir`.",
    reload: "restart",
  },
  interval_ms: {
    commands: ["up", "agent"],
    kind: { type: "integer", min: 500, max: 10_000 },
    default: { value: 1_000 },
    meaning: "Milliseconds from one reading to the next.",
    reload: "live",
  },
  command_lines: {
    commands: ["up", "agent", "snapshot"],
    kind: { type: "choice", choices: ["redacted", "names", "full"] },
    default: { value: "redacted" },
    meaning:
      "What is shown of a process's command line: `redacted` keeps program, script and model and masks secrets, `names` keeps the program's name alone, `full` keeps everything.",
    reload: "live",
  },
  proc_root: {
    commands: READING,
    kind: { type: "path" },
    default: { value: "/proc" },
    meaning: "Where the machine's /proc is mounted; another path in a container that sees its host's.",
    reload: "restart",
  },
  nvml: {
    commands: READING,
    kind: { type: "path" },
    default: { words: "`libnvidia-ml.so.1`, found by the system's loader" },
    meaning: "Path of the NVIDIA management library.",
    reload: "restart",
  },
  log_level: {
    commands: ALL,
    kind: { type: "choice", choices: ["debug", "info", "warn", "error"] },
    default: { value: "info" },
    meaning: "Least important messages to log.",
    reload: "live",
  },
  log_format: {
    commands: SERVING,
    kind: { type: "choice", choices: ["text", "json"] },
    default: { value: "text" },
    meaning: "Form of the log on standard error: lines for people, or one JSON object a line.",
    flag: "log",
    reload: "live",
  },
} as const satisfies Record<string, ConfigKeySpec>;

export type ConfigKey = keyof typeof CONFIG_KEYS;

/** Keys of one command, in the table's order. */
export function keysOf(command: ConfigCommand): ConfigKey[] {
  return ALL_KEYS.filter((key) => specOf(key).commands.includes(command));
}

/** The same entry with the table's general type, for code that treats all keys alike. */
export function specOf(key: ConfigKey): ConfigKeySpec {
  return CONFIG_KEYS[key];
}

export function isConfigKey(name: string): name is ConfigKey {
  return Object.hasOwn(CONFIG_KEYS, name);
}

// The table's own keys are the only ones it has.
const ALL_KEYS = Object.keys(CONFIG_KEYS).filter(isConfigKey);

/** e.g. `--history-days`. */
export function flagName(key: ConfigKey): string {
  return `--${specOf(key).flag ?? key.replaceAll("_", "-")}`;
}

/** e.g. `VRAMFLEET_HISTORY_DAYS`. */
export function envName(key: ConfigKey): string {
  return `VRAMFLEET_${key.toUpperCase()}`;
}

/** What a value must be, in words that follow "expected". */
export function rangeWords(key: ConfigKey): string {
  const kind = specOf(key).kind;
  switch (kind.type) {
    case "integer":
      return `a whole number from ${kind.min} to ${kind.max}`;
    case "choice":
      return kind.choices
        .map((choice) => `"${choice}"`)
        .join(", ")
        .replace(/, ([^,]*)$/, " or $1");
    case "path":
      return "a path";
    case "url":
      return "an address such as http://127.0.0.1:7117";
  }
}
