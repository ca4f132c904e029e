import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { heldOutSeed, type GrowthClass } from "../../src/synth/growth/growth-class.ts";
import { growthRun } from "../../src/synth/growth/growth-run.ts";
import type { Recording } from "./recording.ts";

const MIB = 1_048_576;

/** Recorded devices, where a folder of them lies beside the checkout; null where it does not. */
export function recordedTraces(folder: string): Recording[] | null {
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  return names
    .toSorted()
    .map((name) => ({ name: name.replace(/[.]csv$/, ""), samples: samplesOf(join(folder, name)) }));
}

/** Columns time_s, used_mib, total_mib; the last may be empty. */
function samplesOf(path: string): Recording["samples"] {
  const rows = readFileSync(path, "utf8").trim().split("\n").slice(1);
  return rows.map((row) => {
    const [timeS, usedMib, totalMib] = row.split(",");
    return {
      atMs: 1_000 * Number(timeS),
      usedBytes: MIB * Number(usedMib),
      totalBytes: totalMib === undefined || totalMib.trim() === "" ? null : MIB * Number(totalMib),
    };
  });
}

export function generated(growthClass: GrowthClass, index: number): Recording {
  const { usedMib, capacityMib } = growthRun(growthClass, heldOutSeed(index));
  return {
    name: growthClass,
    samples: Array.from(usedMib, (mib, second) => ({
      atMs: 1_000 * second,
      usedBytes: MIB * mib,
      totalBytes: MIB * capacityMib,
    })),
  };
}
