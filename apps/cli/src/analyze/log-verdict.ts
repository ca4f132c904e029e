import type { Forecast } from "@vramfleet/core/forecast/forecast";
import { formatForecast } from "@vramfleet/core/forecast/format-forecast";
import { healthLevel, type HealthLevel } from "@vramfleet/core/memory-health";
import type { Phase } from "@vramfleet/core/phase/phase";
import type { Segment, SegmentLabel } from "@vramfleet/core/segmentation/segment";
import { judgeDevice } from "@vramfleet/core/verdict/judge-device";
import type { Verdict } from "@vramfleet/core/verdict/verdict";
import type { Moment } from "./limit-falls.ts";

/** Whether memory will do, as things stood at the end of the log. */
export interface LogVerdict {
  /** Null where the capacity is not known. */
  verdict: Verdict | null;
  health: HealthLevel | null;
  /** What decided. */
  basis: "forecast" | "rules" | "unknown_capacity";
  sentence: string;
}

export interface EndOfLog {
  capacityBytes: number | null;
  peak: Moment;
  end: Moment;
  last: Segment | undefined;
  said: Forecast;
}

const SOON_S = 600;
const HOUR_S = 3_600;
const LITTLE_FREE = 0.05;

export function verdictAtEnd(state: EndOfLog): LogVerdict {
  const { capacityBytes, said } = state;
  if (capacityBytes === null)
    return {
      verdict: null,
      health: null,
      basis: "unknown_capacity",
      sentence: "The log does not say how much memory the GPU has: give --capacity <mib>.",
    };
  const freeBytes = Math.max(0, capacityBytes - state.end.usedBytes);
  const health = healthLevel((capacityBytes - freeBytes) / capacityBytes);
  if (said.kind === "range" && said.midS <= HOUR_S && !isOver(state)) {
    const sentence = `It is growing, and the forecast is ${formatForecast(said)}.`;
    return { verdict: said.midS <= SOON_S ? "OOM" : "TIGHT", health, basis: "forecast", sentence };
  }
  return { ...byRules(state, { totalBytes: capacityBytes, freeBytes }), health, basis: "rules" };
}

/** Whatever was growing has let go of its memory: the forecast needs a while to see that it is no tooth of a saw. */
const isOver = ({ last }: EndOfLog): boolean => last?.label === "idle" || last?.label === "release";

/** The rules for one process, given all that is held as if one process held it: a log of a GPU names none. */
function byRules(
  { peak, end, last, said }: EndOfLog,
  device: { totalBytes: number; freeBytes: number },
): { verdict: Verdict; sentence: string } {
  const phase = last === undefined ? null : PHASES[last.label];
  const judged = judgeDevice(
    [
      {
        framework: "unknown",
        work: "unknown",
        heldBytes: end.usedBytes,
        peakBytes: peak.usedBytes,
        phase,
        weights: null,
        kvUseRatio: null,
      },
    ],
    device,
  );
  const [process] = judged.processes;
  if (phase === "growing" && process?.reason.rule === "at_peak") {
    // The most it has held says nothing of what it will hold.
    const little = device.freeBytes / device.totalBytes < LITTLE_FREE;
    const free = `${Math.floor((100 * device.freeBytes) / device.totalBytes)} % of the GPU is free`;
    return { verdict: little ? "TIGHT" : "OK", sentence: `It is growing, ${free}; ${formatForecast(said)}.` };
  }
  return { verdict: judged.verdict, sentence: process?.sentence ?? "" };
}

const PHASES: Record<SegmentLabel, Phase> = {
  idle: "stable",
  stable: "stable",
  load: "growing",
  growing: "growing",
  shrinking: "shrinking",
  release: "shrinking",
  volatile: "volatile",
};
