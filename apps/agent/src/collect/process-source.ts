import type { ProcessSnapshot } from "@vramfleet/core/snapshot";

/** Who a process is: everything of a snapshot's row but what it holds. */
export type ProcessFacts = Omit<ProcessSnapshot, "gpus">;

/** Where facts of processes come from: /proc or the demo. One row for each pid asked, whatever could be read of it. */
export interface ProcessSource {
  describe(pids: readonly number[], atMs: number): ProcessFacts[];
}
