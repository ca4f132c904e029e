import type { GrowthRun } from "../../src/synth/growth/growth-class.ts";
import { isAlarm, JUDGED_S, type Statement } from "./replay.ts";

/** What one run says about a predictor. */
export interface RunScore {
  /** Ranges given in the last 30 minutes, and how many of them held the truth. */
  ranges: number;
  covered: number;
  /** Middle of these ranges as a multiple of the truth. */
  midRatios: number[];
  /** At 5 minutes before the end; null: no range was given then. */
  errorRatio: number | null;
  widthRatio: number | null;
  /** Null: the run does not run out, or grew too briefly to ask for it. */
  leadS: number | null;
  /** Null: not to be asked of this run. */
  isMissed: boolean | null;
  falseAlarms: number;
  hours: number;
}

const ALARM_S = 600;
/** Alarms that lapse for this long or less count as one. */
const BRIDGE_S = 60;
/** Growth that lasts less than this need not be seen; and for a lead of 10 minutes there must be time to see it in. */
const SEEN_S = 180;
const LEAD_ASKED_S = 720;
const FIVE_MIN_S = 300;

interface Episode {
  fromS: number;
  toS: number;
}

export function scoreRun(run: GrowthRun, statements: readonly Statement[]): RunScore {
  const alarms = episodes(statements);
  const { oomAtS } = run;
  const grewS = oomAtS === null ? 0 : oomAtS - run.growsFromS;
  const inTime = oomAtS === null ? undefined : alarms.findLast((alarm) => alarm.toS >= oomAtS - ALARM_S);
  return {
    ...scoreRanges(statements),
    ...scoreAtFiveMinutes(statements),
    leadS: oomAtS === null || grewS < LEAD_ASKED_S ? null : inTime === undefined ? 0 : oomAtS - inTime.fromS,
    isMissed: oomAtS === null || grewS < SEEN_S ? null : inTime === undefined,
    falseAlarms: alarms.filter((alarm) => oomAtS === null || alarm.fromS < oomAtS - JUDGED_S).length,
    hours: run.usedMib.length / 3_600,
  };
}

function episodes(statements: readonly Statement[]): Episode[] {
  const out: Episode[] = [];
  for (const { atS, forecast } of statements) {
    if (!isAlarm(forecast)) continue;
    const last = out.at(-1);
    if (last !== undefined && atS - last.toS - STEP_TOLERANCE_S <= BRIDGE_S) last.toS = atS;
    else out.push({ fromS: atS, toS: atS });
  }
  return out;
}

/** Two alarms one step apart have no lapse between them. */
const STEP_TOLERANCE_S = 30;

function scoreRanges(statements: readonly Statement[]): Pick<RunScore, "ranges" | "covered" | "midRatios"> {
  let covered = 0;
  const midRatios: number[] = [];
  for (const { leftS, forecast } of statements) {
    if (leftS === null || leftS > JUDGED_S || forecast.kind === "none") continue;
    midRatios.push(forecast.midS / leftS);
    if (leftS >= forecast.lowS && leftS <= forecast.highS) covered += 1;
  }
  return { ranges: midRatios.length, covered, midRatios };
}

function scoreAtFiveMinutes(statements: readonly Statement[]): Pick<RunScore, "errorRatio" | "widthRatio"> {
  const then = statements.find(({ leftS }) => leftS !== null && Math.abs(leftS - FIVE_MIN_S) <= 15);
  if (then === undefined || then.leftS === null || then.forecast.kind === "none")
    return { errorRatio: null, widthRatio: null };
  const { lowS, midS, highS } = then.forecast;
  return { errorRatio: Math.abs(midS - then.leftS) / then.leftS, widthRatio: (highS - lowS) / then.leftS };
}
