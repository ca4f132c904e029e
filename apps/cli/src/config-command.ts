import { CONFIG_COMMANDS, type ConfigCommand } from "@vramfleet/protocol/config-keys";
import { type Command, Option } from "commander";
import { addConfigOptions, configArguments, type Wiring } from "./command-table.ts";

/** `vramfleet config print|validate|path`. */
export function addConfigCommand(program: Command, wiring: Wiring): void {
  const config = program.command("config").description("print and check configuration").showSuggestionAfterError(true);
  addPrint(config, wiring);
  addPath(config, wiring);
  addValidate(config, wiring);
}

const load = () => import("./commands/config.ts");

function addPrint(config: Command, { environment, choose }: Wiring): void {
  const print = config.command("print").description("print a command's effective values and where each comes from");
  for (const name of CONFIG_COMMANDS) {
    const command = print
      .command(name, { isDefault: name === "up" })
      .description(`what \`vramfleet ${name}\` would use`);
    const keys = addConfigOptions(command, name);
    command.option("--json", "print JSON on standard output");
    command.action((options: Record<string, string | true | undefined>) => {
      const given = configArguments(keys, options);
      choose(async () =>
        (await load()).printConfig({ command: name, given, environment, json: options["json"] === true }),
      );
    });
  }
}

function addPath(config: Command, { environment, choose }: Wiring): void {
  const command = config
    .command("path")
    .description("print the files a command looks for; the first that exists is read");
  command.addOption(commandOption("whose files").default("up"));
  command.action((options: { for: ConfigCommand }) => {
    choose(async () => (await load()).printPaths(options.for, environment));
  });
}

function addValidate(config: Command, { environment, choose }: Wiring): void {
  const command = config
    .command("validate")
    .description("check a file, or every file and variable a start would read (exit 0 valid, 2 not)")
    .argument("[file]", "file to check")
    .addOption(commandOption("whose file it is (default: its name says so, else what it fits best)"));
  command.action((file: string | undefined, options: { for?: ConfigCommand }) => {
    const owner = options.for ?? null;
    choose(async () => (await load()).validateConfig({ file: file ?? null, owner, environment }));
  });
}

const commandOption = (meaning: string): Option => new Option("--for <command>", meaning).choices([...CONFIG_COMMANDS]);
