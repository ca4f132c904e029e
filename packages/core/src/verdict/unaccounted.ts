/**
 * Why memory in use belongs to no process that can be seen: `dead_pid`, the driver lists a process that is gone;
 * `hidden_namespace`, it lies outside of what this agent can see; `untold`, the driver does not say what a listed
 * process holds; `mps`, clients behind the CUDA multi-process service; `driver`, the driver's own; `unknown`, the rest.
 */
export type UnaccountedCause = "dead_pid" | "hidden_namespace" | "untold" | "mps" | "driver" | "unknown";

/** One entry of the driver's list of processes. */
export interface ListedProcess {
  usedBytes: number | null;
  /** Whether /proc knows the pid. */
  visible: boolean;
}

export interface UnaccountedFacts {
  usedBytes: number;
  processes: readonly ListedProcess[];
  /** False in a container without the host's pids. */
  seesHostPids: boolean;
  /** An MPS server runs on this device. */
  hasMps: boolean;
  /** What the driver itself holds inside of `usedBytes`, where that is known; null where it is told apart or unknown. */
  driverBytes: number | null;
}

export interface Unaccounted {
  /** Used, less what visible processes hold; 0 where they hold more (memory shared between them is listed twice). */
  bytes: number;
  /** Add up to `bytes`; only causes with a share. */
  parts: { cause: UnaccountedCause; bytes: number }[];
}

/** Where the memory in use is that no visible process accounts for. */
export function unaccountedMemory(facts: UnaccountedFacts): Unaccounted {
  const { usedBytes, processes, seesHostPids, driverBytes } = facts;
  const sumOf = (visible: boolean) =>
    processes.reduce((sum, one) => sum + (one.visible === visible ? size(one.usedBytes) : 0), 0);
  const bytes = Math.max(0, size(usedBytes) - sumOf(true));
  const claims: readonly (readonly [UnaccountedCause, number])[] = [
    [seesHostPids ? "dead_pid" : "hidden_namespace", sumOf(false)],
    ["driver", size(driverBytes)],
    [restCause(facts), bytes],
  ];
  const parts: Unaccounted["parts"] = [];
  let left = bytes;
  for (const [cause, claimed] of claims) {
    const share = Math.min(left, claimed);
    const before = parts.find((part) => part.cause === cause);
    if (share > 0 && before !== undefined) before.bytes += share;
    else if (share > 0) parts.push({ cause, bytes: share });
    left -= share;
  }
  return { bytes, parts };
}

/** What nobody is listed for, by the likeliest cause that is known to be at work. */
function restCause({ processes, hasMps, seesHostPids }: UnaccountedFacts): UnaccountedCause {
  if (processes.some(({ usedBytes }) => usedBytes === null)) return "untold";
  if (hasMps) return "mps";
  return seesHostPids ? "unknown" : "hidden_namespace";
}

const size = (bytes: number | null): number => (bytes !== null && Number.isFinite(bytes) && bytes > 0 ? bytes : 0);
