import type { ClassScore } from "./class-score.ts";
import type { Judgement } from "./judge.ts";
import type { TraceScore } from "./recorded-traces.ts";

const percent = (ratio: number | null): string => (ratio === null ? "" : `${(100 * ratio).toFixed(0)} %`);
const seconds = (value: number | null): string => (value === null ? "" : `${value.toFixed(0)} s`);
const times = (value: number | null): string => (value === null ? "" : value.toFixed(2));

const COLUMNS: readonly [string, (score: ClassScore) => string][] = [
  ["80 % range holds the truth", (score) => percent(score.coverageRatio)],
  ["middle / truth", (score) => times(score.midOverTruthRatio)],
  ["error 5 min before", (score) => percent(score.errorRatio)],
  ["width / truth", (score) => times(score.widthRatio)],
  ["lead", (score) => seconds(score.leadMedianS)],
  ["lead p10", (score) => seconds(score.leadP10S)],
  ["missed", (score) => percent(score.missedRatio)],
  ["false alarms / h", (score) => times(score.falseAlarmsPerHour)],
];

/** One predictor's scores as a Markdown table; a line a class. */
export function classTable(judgement: Judgement): string {
  const rows = Object.entries(judgement.classes).map(([name, score]) => [
    name,
    ...COLUMNS.map(([, cell]) => cell(score)),
  ]);
  return markdown([["class", ...COLUMNS.map(([title]) => title)], ...rows]);
}

/** "OOM within 10 min": what was stated against what came true. */
export function probabilityTable({ probabilities }: Judgement): string {
  const rows = probabilities.bins.map((bin) => [
    `${bin.name} %`,
    percent(bin.statedRatio),
    percent(bin.hitRatio),
    String(bin.statements),
  ]);
  return markdown([["stated about", "stated", "came true", "statements"], ...rows]);
}

/** All predictors beside each other: every class and the recorded logs. */
export function overview(all: readonly { name: string; judgement: Judgement; traces: TraceScore | null }[]): string {
  const coverage = ({ classes }: Judgement) =>
    [classes.leak, classes.leakSawtooth, classes.bursts, classes.staircase, classes.accelerating]
      .map((score) => percent(score.coverageRatio).replace(" %", ""))
      .join(" / ");
  const falseAlarms = ({ classes }: Judgement) =>
    [classes.startup, classes.saturating, classes.volatile, classes.swaps]
      .map((score) => times(score.falseAlarmsPerHour))
      .join(" / ");
  const rows = all.map(({ name, judgement, traces }) => [
    name,
    coverage(judgement),
    falseAlarms(judgement),
    traces === null ? "not here" : `${traces.alarms} in ${traces.hours.toFixed(1)} h`,
    judgement.probabilities.brierSkillRatio.toFixed(2),
  ]);
  const titles = [
    "predictor",
    "coverage %: leak / sawtooth / bursts / staircase / accelerating",
    "false alarms / h: start-up / saturating / volatile / swaps",
    "false alarms on recorded logs",
    "Brier skill",
  ];
  return markdown([titles, ...rows]);
}

function markdown(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
