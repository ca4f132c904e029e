import type { GpuSource } from "@vramfleet/agent/collect/gpu-source";
import type { CollectorProblem, CollectorState } from "@vramfleet/core/snapshot";
import { tellParent } from "./parent.ts";

/** The same source; `vramfleet up` hears from its first reading whether there are GPUs. */
export function tellingFirst(source: GpuSource): GpuSource {
  let told = false;
  return {
    async read(atMs) {
      const reading = await source.read(atMs);
      if (!told) tellParent({ kind: "collector", problem: problemWords(reading.collector) });
      told = true;
      return reading;
    },
    close: () => source.close(),
  };
}

const PROBLEM_WORDS: Record<CollectorProblem, string> = {
  no_library: "no NVIDIA driver is installed, or its library libnvidia-ml.so.1 is not where it is looked for",
  no_driver: "the NVIDIA library is installed, but the kernel driver is not loaded",
  version_mismatch: "the NVIDIA library and the loaded kernel driver are of different versions",
  no_permission: "this user may not open the NVIDIA devices",
  no_devices: "the NVIDIA driver shows no GPU here",
  failed: "the NVIDIA driver cannot be used",
};

function problemWords(collector: CollectorState): string | null {
  switch (collector.state) {
    case "ok":
      return null;
    case "unavailable":
      return PROBLEM_WORDS[collector.problem];
    case "hung":
      return "a call into the NVIDIA driver does not come back";
  }
}
