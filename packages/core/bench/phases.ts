/**
 * How well memory is followed a sample at a time, beside the classic rule (variance of ten rates against fixed limits):
 * agreement with the segmentation of the whole recording, changes of phase per hour, delay.
 *
 *   npm run bench:phases [-- --quick] [-- --json]
 */
import { join } from "node:path";
import { GROWTH_CLASSES } from "../src/synth/growth/growth-class.ts";
import { classic, shipped } from "./phases/detectors.ts";
import { hindsightOf, type Recording } from "./phases/recording.ts";
import { generated, recordedTraces } from "./phases/recordings.ts";
import { promisesOf, RHYTHMS, type Promises } from "./phases/promises.ts";
import { addScores, figuresOf, scoreOf, type Figures } from "./phases/score.ts";

const TRACES = join(import.meta.dirname, "../../../../shared/data/traces");
const quick = process.argv.includes("--quick");
const json = process.argv.includes("--json");
const RUNS_PER_CLASS = quick ? 8 : 40;
const SEEDS = quick ? 6 : 40;
const write = (line: string) => process.stdout.write(`${line}\n`);

interface Row {
  name: string;
  shipped: Figures;
  classic: Figures;
}

function rowOf(name: string, recordings: readonly Recording[]): Row {
  const judged = recordings.map((recording) => ({ recording, hindsight: hindsightOf(recording) }));
  const score = (detector: typeof shipped) =>
    figuresOf(
      addScores(judged.map(({ recording, hindsight }) => scoreOf(recording, detector(recording.samples), hindsight))),
    );
  return { name, shipped: score(shipped), classic: score(classic) };
}

const cell = (value: number | null, digits: number) => (value === null ? "-" : value.toFixed(digits)).padStart(9);
const percent = (ratio: number | null) => (ratio === null ? "-" : `${(100 * ratio).toFixed(0)} %`).padStart(9);
const pair = (show: (figures: Figures) => string) => (row: Row) => show(row.shipped) + show(row.classic);
const COLUMNS: { title: string; show: (row: Row) => string }[] = [
  { title: "agreement", show: pair(({ agreementRatio }) => percent(agreementRatio)) },
  { title: "flips per h", show: pair(({ flipsPerH }) => cell(flipsPerH, 1)) },
  { title: "delay, s", show: pair(({ delayMedianS }) => cell(delayMedianS, 0)) },
  { title: "missed", show: pair(({ missedRatio }) => percent(missedRatio)) },
];

function writeTable(rows: readonly Row[]): void {
  const heads = COLUMNS.map(({ title }) => title.padStart(18));
  write(["".padEnd(28), ...heads, "changes/h".padStart(10)].join(" |"));
  const names = COLUMNS.map(() => "ours".padStart(9) + "classic".padStart(9));
  write(["recording".padEnd(28), ...names, "hindsight".padStart(10)].join(" |"));
  for (const row of rows) {
    const cells = COLUMNS.map(({ show }) => show(row));
    write([row.name.padEnd(28), ...cells, ` ${cell(row.shipped.changesPerH, 1)}`].join(" |"));
  }
}

interface Promised {
  rhythm: string;
  shipped: Promises;
  classic: Promises;
}

function writePromises(all: readonly Promised[]): void {
  write(
    "".padEnd(28) +
      ["flips per h, still", "samples to stable", "s to growing"].map((text) => text.padStart(20)).join(""),
  );
  for (const { rhythm, shipped: ours, classic: theirs } of all) {
    const seconds = (value: number | null) => (value === null ? "never" : value.toFixed(0));
    const cells = [
      `${ours.flatFlipsPerH} / ${theirs.flatFlipsPerH}`,
      `${ours.loadStepWorstSamples} / ${theirs.loadStepWorstSamples}`,
      `${seconds(ours.growthWorstS)} / ${seconds(theirs.growthWorstS)}`,
    ];
    write(rhythm.padEnd(28) + cells.map((text) => text.padStart(20)).join(""));
  }
}

const mean = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
};

function nsPerSample(recordings: readonly Recording[]): number {
  const count = recordings.reduce((sum, { samples }) => sum + samples.length, 0);
  const startedMs = performance.now();
  for (const { samples } of recordings) shipped(samples);
  return (1e6 * (performance.now() - startedMs)) / count;
}

function summary(
  rows: { traces: readonly Row[]; classes: readonly Row[] },
  promised: readonly Promised[],
  of: "shipped" | "classic",
) {
  const growth = promised.map((one) => one[of].growthWorstS);
  return {
    agreementTracesRatio: mean(rows.traces.map((row) => row[of].agreementRatio)),
    agreementClassesRatio: mean(rows.classes.map((row) => row[of].agreementRatio)),
    flipsPerHTraces: mean(rows.traces.map((row) => row[of].flipsPerH)),
    flipsPerHClasses: mean(rows.classes.map((row) => row[of].flipsPerH)),
    delayMedianSClasses: mean(rows.classes.map((row) => row[of].delayMedianS)),
    missedClassesRatio: mean(rows.classes.map((row) => row[of].missedRatio)),
    flatFlipsPerHWorst: Math.max(...promised.map((one) => one[of].flatFlipsPerH)),
    loadStepSamplesWorst: Math.max(...promised.map((one) => one[of].loadStepWorstSamples)),
    growthSeenSWorst: growth.includes(null) ? null : Math.max(...growth.map((seconds) => seconds ?? 0)),
  };
}

function main(): void {
  const recorded = recordedTraces(TRACES);
  const traces = (recorded ?? []).map((recording) => rowOf(recording.name, [recording]));
  if (recorded === null) write(`No recorded traces at ${TRACES}: generated classes only.\n`);
  const runs = GROWTH_CLASSES.map((name) =>
    Array.from({ length: RUNS_PER_CLASS }, (_, index) => generated(name, index)),
  );
  const classes = runs.map((recordings, index) => rowOf(GROWTH_CLASSES[index] ?? "", recordings));
  write(
    `Online against hindsight; ${RUNS_PER_CLASS} runs of 90 min a class, held-out seeds. Loads and releases are not judged.`,
  );
  write("Delay: median over changes that last a minute or longer, counted to their end where they were missed.\n");
  writeTable([...traces, ...classes]);
  const promised = RHYTHMS.map((rhythm) => ({
    rhythm: rhythm.name,
    shipped: promisesOf(shipped, rhythm, SEEDS),
    classic: promisesOf(classic, rhythm, SEEDS),
  }));
  write(
    `\nWorst of ${4 * SEEDS} cases each (8, 24, 80, 192 GiB), ours / classic: memory still but for pages of 2 MiB; samples`,
  );
  write(
    "until stable after a load; seconds until growth of 0.5 % of the capacity a minute is seen, after 60 s of history.\n",
  );
  writePromises(promised);
  const costNs = nsPerSample(runs.flat());
  write(`\n${(costNs / 1_000).toFixed(1)} microseconds a sample.`);
  const rows = { traces, classes };
  const figures = { ...summary(rows, promised, "shipped"), nsPerSample: Math.round(costNs) };
  if (json) write(JSON.stringify({ bench: "phases", figures, baselines: summary(rows, promised, "classic") }));
}

main();
