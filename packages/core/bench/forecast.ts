/**
 * Scores the out-of-memory predictor and least squares on generated runs (training and held-out seeds) and on recorded
 * logs. `--quick`: fewer runs; `--json`: the last line is one JSON object; `--traces DIR`: where the recorded logs are;
 * `--calibrate`: prints the constants of src/forecast/calibration.ts, fitted on the training seeds, and ends.
 */
import { parseArgs } from "node:util";
import { heldOutSeed, trainingSeed } from "../src/synth/growth/growth-class.ts";
import { missedBars } from "./forecast/bars.ts";
import { calibrate } from "./forecast/calibrate.ts";
import { figuresOf } from "./forecast/figures.ts";
import { judge } from "./forecast/judge.ts";
import { BASELINES, OURS, type Predictor } from "./forecast/predictors.ts";
import { readTraces, scoreTraces } from "./forecast/recorded-traces.ts";
import { replaySpeed } from "./forecast/replay-speed.ts";
import { classTable, overview, probabilityTable } from "./forecast/table.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    calibrate: { type: "boolean", default: false },
    traces: { type: "string", default: "../shared/data/traces" },
  },
});

const say = (text: string) => {
  process.stdout.write(`${text}\n`);
};
const seeds = (count: number, seedOf: (index: number) => number) => Array.from({ length: count }, (_, i) => seedOf(i));
const counts = values.quick ? { training: 10, heldOut: 40 } : { training: 60, heldOut: 150 };
/** Seeds the calibration constants are fitted on. */
const CALIBRATION_RUNS = 200;

function main(): void {
  if (values.calibrate) {
    say(calibrate(seeds(CALIBRATION_RUNS, trainingSeed)));
    return;
  }
  const traces = readTraces(values.traces);
  if (traces.length === 0) say(`recorded logs: SKIPPED, no *.csv in ${values.traces} (give --traces DIR)\n`);

  const training = judge(OURS, seeds(counts.training, trainingSeed));
  say(`## Training seeds (${counts.training} runs a class)\n\n${classTable(training)}\n`);

  const all = [OURS, ...BASELINES].map((predictor: Predictor) => ({
    name: predictor.name,
    judgement: judge(predictor, seeds(counts.heldOut, heldOutSeed)),
    traces: traces.length === 0 ? null : scoreTraces(predictor, traces),
  }));
  const [ours, ...baselines] = all;
  if (ours === undefined) return;
  say(`## Held-out seeds (${counts.heldOut} runs a class)\n\n${classTable(ours.judgement)}\n`);
  say(`"OOM within 10 min", held-out seeds:\n\n${probabilityTable(ours.judgement)}\n`);
  say(`Beside least squares, held-out seeds:\n\n${overview(all)}\n`);
  for (const { name, alarms } of ours.traces?.byTrace ?? []) say(`false alarms on ${name}: ${alarms}`);
  const misses = missedBars(ours.judgement);
  say(misses.length === 0 ? "All bars are met on the held-out seeds." : `Bars not met:\n${misses.join("\n")}`);
  const replayMs = replaySpeed();
  say(`90 minutes at 1 Hz with a forecast at each second: ${replayMs.toFixed(0)} ms`);
  if (!values.json) return;
  const figures = { ...figuresOf(ours.judgement, ours.traces), barsMissedCount: misses.length, replay5400Ms: replayMs };
  const beside: Record<string, Record<string, number>> = {};
  for (const { name, judgement, traces: scored } of baselines) beside[name] = figuresOf(judgement, scored);
  say(JSON.stringify({ bench: "forecast", figures, baselines: beside }));
}

main();
