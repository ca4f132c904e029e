import type { CollectorProblem, CollectorState } from "@vramfleet/core/snapshot";

const TITLES: Record<CollectorProblem, string> = {
  no_library: "No NVIDIA library on this node",
  no_driver: "No NVIDIA driver running on this node",
  version_mismatch: "NVIDIA driver and library differ in version",
  no_permission: "No permission to read the GPUs",
  no_devices: "No NVIDIA GPU on this node",
  failed: "The NVIDIA library does not work on this node",
};

export interface CollectorNotice {
  title: string;
  detail: string;
}

/** What stands in a node's place when it sends no GPU readings; null when it does. `since` is the moment a call hung. */
export function collectorNotice(collector: CollectorState, since: string): CollectorNotice | null {
  switch (collector.state) {
    case "ok":
      return null;
    case "unavailable":
      return { title: TITLES[collector.problem], detail: collector.message };
    case "hung":
      return {
        title: "The NVIDIA driver does not answer",
        detail: `No answer since ${since}. GPU values are the last ones read before.`,
      };
  }
}
