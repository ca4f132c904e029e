import { healthLevel, heldShareRatio, type HealthLevel } from "../memory-health.ts";
import { judgeProcess, peakOf, type Judged } from "./judge-process.ts";
import { reasonSentence } from "./reason-sentence.ts";
import {
  isWorse,
  worstVerdict,
  type DeviceMemory,
  type ProcessFacts,
  type ProcessVerdict,
  type Verdict,
} from "./verdict.ts";

export interface DeviceVerdict {
  /** The worst of its processes; OK without any. */
  verdict: Verdict;
  /** Null where the total is not known. */
  health: HealthLevel | null;
  /** Sum of what all processes are expected to hold at their peaks, for unknown frameworks what they have held. */
  peaksBytes: number;
  /** True where those peaks do not fit on the device together. */
  collectivePressure: boolean;
  /** In the order of the processes given. */
  processes: ProcessVerdict[];
}

const WORSE: Record<Verdict, Verdict> = { OK: "TIGHT", TIGHT: "OOM", OOM: "OOM" };

/** Judges each process by itself, then all of them by what they need together. */
export function judgeDevice(processes: readonly ProcessFacts[], device: DeviceMemory): DeviceVerdict {
  const peaksBytes = processes.reduce((sum, facts) => sum + countedPeak(facts), 0);
  const collectivePressure = peaksBytes > device.totalBytes;
  const judged = processes.map((facts) =>
    collectivePressure ? underPressure(facts, device, peaksBytes) : judgeProcess(facts, device),
  );
  const verdicts = judged.map((one) => ({ ...one, sentence: reasonSentence(one.reason) }));
  const { totalBytes, freeBytes } = device;
  const memory = { totalBytes, freeBytes, usedBytes: totalBytes - freeBytes, reservedBytes: null };
  return {
    verdict: worstVerdict(verdicts.map(({ verdict }) => verdict)),
    health: healthLevel(heldShareRatio(memory)),
    peaksBytes,
    collectivePressure,
    processes: verdicts,
  };
}

/** A multiple of its weights is a guess for a program nobody knows: the others do not suffer for it. */
function countedPeak(facts: ProcessFacts): number {
  const { seenBytes, peakBytes } = peakOf(facts);
  return facts.framework === "unknown" ? seenBytes : peakBytes;
}

function underPressure(facts: ProcessFacts, device: DeviceMemory, peaksBytes: number): Judged {
  const own = judgeProcess(facts, device);
  // For the same reason its own guess counts once: what it has held is what becomes worse.
  const counted = facts.framework === "unknown" ? judgeProcess({ ...facts, weights: null }, device) : own;
  const verdict = WORSE[counted.verdict];
  if (!isWorse(verdict, own.verdict)) return own;
  const { totalBytes } = device;
  return { verdict, reason: { rule: "collective_pressure", before: own.verdict, peaksBytes, totalBytes } };
}
