import { type Command, Option } from "commander";
import { type AnalyzeFlags, PRESETS, requestOf, STAGES } from "./analyze/request.ts";
import type { Wiring } from "./command-table.ts";

const OPTIONS: readonly Option[] = [
  new Option("--json", "print JSON on standard output"),
  new Option("--svg <file>", "draw a chart into this file"),
  new Option("--gpu <number>", "which GPU of the log: its number, or the beginning of its uuid"),
  new Option("--one-gpu", "the rows are of one GPU, whatever they look like"),
  new Option("--capacity <mib>", "memory of the GPU in MiB, where the log does not say"),
  new Option("--interval <seconds>", "time between readings, where the log has no times (default 1)"),
  new Option("--columns <titles>", "titles for a log without, e.g. timestamp,index,memory.used,memory.total"),
  new Option("--preset <kind>", "what ran: sets how large a change must be to matter")
    .choices(PRESETS)
    .default("unknown"),
  new Option("--penalty <mib2>", "price of a change in MiB squared (default: from the noise of the log)"),
  new Option("--min-size <count>", "least number of readings between changes (default 1)"),
  new Option("--stage <stage>", "levels only, or levels joined into lines").choices(STAGES).default("line"),
  new Option("--path", "print every optimal number of segments around the penalty, one JSON object a line"),
  new Option("--replay", "print what the forecast would have said at each step, one JSON object a line"),
  new Option("--step <seconds>", "time between two lines of --replay (default 30)"),
  // What every command says to use after a fault of its own.
  new Option("--log-level <level>").choices(["debug", "info", "warn", "error"]).hideHelp(),
];

/** `vramfleet analyze FILE`. It reads no configuration: a log says the same on every machine. */
export function addAnalyzeCommand(program: Command, { environment, choose }: Wiring): void {
  const command = program
    .command("analyze")
    .description("say what memory did in a recorded log, where it was going, and what a forecast would have said")
    .argument("<file>", "nvidia-smi CSV, time_s,used_mib,total_mib, or snapshots as JSON; - for standard input");
  OPTIONS.forEach((option) => command.addOption(option));
  command.action((file: string, flags: AnalyzeFlags) => {
    const request = requestOf(file, flags);
    choose(async () => (await import("./commands/analyze.ts")).runAnalyze(request, environment));
  });
}
