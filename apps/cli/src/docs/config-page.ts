import {
  CONFIG_COMMANDS,
  type ConfigKey,
  CONFIG_KEYS,
  envName,
  flagName,
  isConfigKey,
  keysOf,
  rangeWords,
  specOf,
} from "@vramfleet/protocol/config-keys";

const INTRODUCTION = `# Configuration

<!-- Written from packages/protocol/src/config-keys.ts by \`npm run docs -w apps/cli\`. Edit the table there, not this page. -->

Every key can be given as a flag, as an environment variable or in a TOML file. A flag beats the environment, the
environment beats the file, and the file beats the default.

Each command reads one file, the first of these that exists:

1. the file named by \`--config FILE\`, else by \`VRAMFLEET_CONFIG\` (it must exist);
2. \`$XDG_CONFIG_HOME/vramfleet/<command>.toml\`, which is \`~/.config/vramfleet/<command>.toml\` by default;
3. \`/etc/vramfleet/<command>.toml\`.

An unknown key, a wrong type, a value out of range or a syntax error stops the start and names file, line and key. Paths
may begin with \`~/\`; a relative path in a file is meant from that file's folder.

\`vramfleet config print [command]\` shows the effective values and where each comes from, \`vramfleet config validate [file]\`
checks without starting anything (exit code 0 valid, 2 not), and \`vramfleet config path\` lists the files looked for.

On SIGHUP a running \`up\`, \`hub\` or \`agent\` reads its file again. An invalid file changes nothing and is logged as an error;
a valid one takes effect for the keys marked "taken at once", and the log names the others that wait for a restart.

`;

/** Text of docs/config.md. */
export function configPage(): string {
  const commands = CONFIG_COMMANDS.map((name) => `- \`${name}\`: ${keysOf(name).map(code).join(", ")}\n`).join("");
  const keys = Object.keys(CONFIG_KEYS).filter(isConfigKey).map(keySection).join("\n");
  return `${INTRODUCTION}## Keys of each command\n\n${commands}\n${keys}`;
}

function keySection(key: ConfigKey): string {
  const spec = specOf(key);
  const fallback = "value" in spec.default ? code(String(spec.default.value)) : spec.default.words;
  const lines = [
    `Value: ${rangeWords(key)}. Default: ${fallback}.`,
    `Given as: flag ${code(flagName(key))}, environment ${code(envName(key))}, file ${code(`${key} = ${example(key)}`)}.`,
    `Commands: ${spec.commands.map(code).join(", ")}.`,
    spec.reload === "live" ? "A change in the file is taken at once on SIGHUP." : "A change needs a restart.",
  ];
  return `## ${code(key)}\n\n${spec.meaning}\n\n${lines.map((line) => `- ${line}\n`).join("")}`;
}

const code = (text: string): string => `\`${text}\``;

function example(key: ConfigKey): string {
  const { kind, default: fallback } = specOf(key);
  if ("value" in fallback) return JSON.stringify(fallback.value);
  if (key === "nvml") return '"/usr/lib/x86_64-linux-gnu/libnvidia-ml.so.1"';
  return kind.type === "path" ? `"/var/lib/vramfleet${key === "token_file" ? "/agent-token" : ""}"` : '""';
}
