import {
  type ConfigCommand,
  type ConfigKey,
  envName,
  flagName,
  keysOf,
  rangeWords,
  specOf,
} from "@vramfleet/protocol/config-keys";
import { type Command, Option } from "commander";
import type { ConfigArguments } from "./config/load.ts";
import type { Environment } from "./env.ts";
import type { Invocation } from "./invocation.ts";

interface OwnFlag {
  flags: string;
  meaning: string;
}

export interface CommandEntry {
  name: ConfigCommand;
  summary: string;
  own: readonly OwnFlag[];
  /** Loads and runs the command; resolves with the exit code. */
  run: (invocation: Invocation) => Promise<number>;
}

const JSON_FLAG = { flags: "--json", meaning: "print JSON on standard output" };

/** To add a command: its module, its keys in the protocol's table, and one entry here. Modules load when they run. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "up",
    summary: "run a hub and an agent for this machine, and print the page's address",
    own: [
      { flags: "--demo", meaning: "a simulated fleet instead of this machine's GPUs" },
      { flags: "--nodes <count>", meaning: "nodes of the simulated fleet, 1 to 1000 (default 12)" },
      { flags: "--gpus-per-node <count>", meaning: "GPUs of each simulated node, 1 to 64 (default 8)" },
    ],
    run: async (invocation) => (await import("./commands/up.ts")).runUp(invocation),
  },
  {
    name: "hub",
    summary: "run the hub: receives readings, keeps history, serves the pages",
    own: [],
    run: async (invocation) => (await import("./commands/hub.ts")).runHub(invocation),
  },
  {
    name: "agent",
    summary: "run the agent: reads this machine's GPUs and reports to a hub",
    own: [],
    run: async (invocation) => (await import("./commands/agent.ts")).runAgent(invocation),
  },
  {
    name: "snapshot",
    summary: "print one reading of this machine and exit",
    own: [JSON_FLAG],
    run: async (invocation) => (await import("./commands/snapshot.ts")).runSnapshot(invocation),
  },
  {
    name: "doctor",
    summary: "check what works here and say what to do about what does not (exit 0 ok, 1 warnings, 2 failures)",
    own: [JSON_FLAG],
    run: async (invocation) => (await import("./commands/doctor.ts")).runDoctor(invocation),
  },
];

export interface Wiring {
  environment: Environment;
  choose: (run: () => Promise<number>) => void;
}

export function addCommand(program: Command, entry: CommandEntry, wiring: Wiring): void {
  const command = program.command(entry.name).description(entry.summary);
  const keys = addConfigOptions(command, entry.name);
  const own = entry.own.map(({ flags, meaning }) => new Option(flags, meaning));
  own.forEach((option) => command.addOption(option));
  command.action((options: Record<string, string | true | undefined>) => {
    const given = configArguments(keys, options);
    const ownValues = Object.fromEntries(own.map((option) => [option.name(), options[option.attributeName()]]));
    wiring.choose(() => entry.run({ given, own: ownValues, environment: wiring.environment }));
  });
}

export interface KeyOption {
  key: ConfigKey;
  option: Option;
}

/** `--config` and one flag for each key of the command. */
export function addConfigOptions(command: Command, name: ConfigCommand): KeyOption[] {
  command.option(
    "--config <file>",
    `configuration file (default: ${name}.toml in ~/.config/vramfleet, then /etc/vramfleet)`,
  );
  return keysOf(name).map((key) => {
    const option = new Option(`${flagName(key)} <${placeholder(key)}>`, optionText(key));
    command.addOption(option);
    return { key, option };
  });
}

export function configArguments(
  keys: readonly KeyOption[],
  options: Readonly<Record<string, string | true | undefined>>,
): ConfigArguments {
  const text = (name: string): string | null => {
    const value = options[name];
    return typeof value === "string" ? value : null;
  };
  const flags: Partial<Record<ConfigKey, string>> = {};
  for (const { key, option } of keys) {
    const value = text(option.attributeName());
    if (value !== null) flags[key] = value;
  }
  return { flags, file: text("config") };
}

function placeholder(key: ConfigKey): string {
  const kind = specOf(key).kind;
  if (kind.type === "choice") return kind.choices.join("|");
  return { integer: "number", path: "path", url: "url" }[kind.type];
}

function optionText(key: ConfigKey): string {
  const spec = specOf(key);
  const fallback = "value" in spec.default ? String(spec.default.value) : spec.default.words.replaceAll("`", "");
  const range = spec.kind.type === "integer" ? `; ${rangeWords(key)}` : "";
  return `${spec.meaning.replaceAll("`", "")} (default ${fallback}${range}; ${envName(key)})`;
}
