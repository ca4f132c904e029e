import type { HostReading, NodeFacts } from "@vramfleet/core/snapshot";

export type HostFacts = Omit<NodeFacts, "nodeId" | "agentVersion" | "simulated">;

/** Where facts and readings of the machine come from: /proc or the demo. */
export interface HostSource {
  facts(): HostFacts;
  read(atMs: number): HostReading;
}
