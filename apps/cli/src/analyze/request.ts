import type { WorkloadPreset } from "@vramfleet/core/segmentation/default-penalty";
import { EXIT, Failure } from "../failure.ts";

/** What `vramfleet analyze` is asked to do. Memory in bytes. */
export interface AnalyzeRequest {
  /** A path, or `-` for standard input. */
  file: string;
  output: { kind: "text" } | { kind: "json" } | { kind: "path" } | { kind: "replay"; stepS: number };
  svgPath: string | null;
  penaltySquareBytes: number | null;
  minSize: number;
  stage: "mean" | "line";
  preset: WorkloadPreset;
  capacityBytes: number | null;
  gpu: string | null;
  isOneGpu: boolean;
  /** Null where nobody said. */
  intervalS: number | null;
  columns: readonly string[] | null;
}

export const STAGES = ["line", "mean"] as const;
export const PRESETS = ["unknown", "pytorch_training", "inference_server"] as const;

/** Values of flags as commander hands them over: text, or true for a switch. */
export type AnalyzeFlags = Readonly<Record<string, string | boolean | undefined>>;

const MIB = 2 ** 20;
const DEFAULT_STEP_S = 30;

/** Throws a Failure for a value that cannot be used. */
export function requestOf(file: string, flags: AnalyzeFlags): AnalyzeRequest {
  checkTogether(flags);
  const penaltyMib2 = numberOf(flags, "penalty", { most: 1e12, what: "MiB squared" });
  const capacityMib = numberOf(flags, "capacity", { least: 1, most: 2 ** 30, what: "MiB" });
  return {
    file,
    output: outputOf(flags),
    svgPath: textOf(flags, "svg"),
    penaltySquareBytes: penaltyMib2 === null ? null : penaltyMib2 * MIB * MIB,
    minSize: minSizeOf(flags),
    stage: textOf(flags, "stage") === "mean" ? "mean" : "line",
    preset: PRESETS.find((preset) => preset === textOf(flags, "preset")) ?? "unknown",
    capacityBytes: capacityMib === null ? null : capacityMib * MIB,
    gpu: textOf(flags, "gpu"),
    isOneGpu: flags["oneGpu"] === true,
    intervalS: numberOf(flags, "interval", { least: 0.001, most: 1e6, what: "seconds" }),
    columns: textOf(flags, "columns")?.split(",") ?? null,
  };
}

function checkTogether(flags: AnalyzeFlags): void {
  const isReplay = flags["replay"] === true;
  if (flags["step"] !== undefined && !isReplay) throw usage("--step is for --replay. Add it, or leave --step out.");
  if (flags["path"] === true) checkPathAlone(flags);
  if (isReplay && flags["json"] === true) throw usage("--replay prints JSON by itself. Leave out --json.");
  if (isReplay && flags["svg"] !== undefined) throw usage("--replay draws no chart. Leave out --svg or --replay.");
  if (flags["gpu"] !== undefined && flags["oneGpu"] === true)
    throw usage("--one-gpu says that there is nothing to choose. Leave out --gpu or --one-gpu.");
}

function checkPathAlone(flags: AnalyzeFlags): void {
  const other = ["json", "svg", "replay"].find((name) => flags[name] !== undefined);
  if (other !== undefined)
    throw usage(`--path prints JSON of its own and nothing else. Leave out --${other} or --path.`);
}

function outputOf(flags: AnalyzeFlags): AnalyzeRequest["output"] {
  if (flags["path"] === true) return { kind: "path" };
  if (flags["replay"] !== true) return { kind: flags["json"] === true ? "json" : "text" };
  return {
    kind: "replay",
    stepS: numberOf(flags, "step", { least: 0.001, most: 1e6, what: "seconds" }) ?? DEFAULT_STEP_S,
  };
}

const textOf = (flags: AnalyzeFlags, name: string): string | null => {
  const value = flags[name];
  return typeof value === "string" ? value : null;
};

interface Range {
  least?: number;
  most: number;
  /** Unit, as it is said to people. */
  what: string;
}

function numberOf(flags: AnalyzeFlags, name: string, { least = 0, most, what }: Range): number | null {
  const text = textOf(flags, name);
  if (text === null) return null;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw usage(`--${name} must be a number of ${what} from ${least} to ${most}, not "${text}".`);
}

function minSizeOf(flags: AnalyzeFlags): number {
  const text = textOf(flags, "minSize");
  const value = text === null ? 1 : Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw usage(`--min-size must be a whole number of at least 1, not "${text}".`);
}

const usage = (message: string): Failure => new Failure(message, EXIT.usage);
