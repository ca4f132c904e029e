import { EXIT, Failure } from "../failure.ts";

export interface DemoSize {
  nodeCount: number;
  gpusPerNode: number;
}

const LIMITS = { nodes: { most: 1_000, usual: 12 }, "gpus-per-node": { most: 64, usual: 8 } } as const;
type SizeFlag = keyof typeof LIMITS;

/** Size of the simulated fleet, null without `--demo`. */
export function demoSize(own: Readonly<Record<string, string | true | undefined>>): DemoSize | null {
  const size = { nodeCount: sizeOf("nodes", own["nodes"]), gpusPerNode: sizeOf("gpus-per-node", own["gpus-per-node"]) };
  if (own["demo"] === true) return size;
  for (const flag of ["nodes", "gpus-per-node"]) {
    if (own[flag] === undefined) continue;
    throw new Failure(`--${flag} is for a simulated fleet. Add --demo, or leave --${flag} out.`, EXIT.usage);
  }
  return null;
}

function sizeOf(flag: SizeFlag, text: string | true | undefined): number {
  const { most, usual } = LIMITS[flag];
  if (typeof text !== "string") return usual;
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new Failure(`--${flag} must be a whole number from 1 to ${most}, not ${JSON.stringify(text)}.`, EXIT.usage);
}
