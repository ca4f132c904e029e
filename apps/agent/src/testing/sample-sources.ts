import { GIB, sampleGpu, sampleHost, sampleNode, sampleProcess } from "@vramfleet/core/testing/sample-snapshot";
import type { GpuReading } from "../collect/gpu-source.ts";
import type { AgentSources } from "../collect/read-snapshot.ts";

export const sampleReading: GpuReading = {
  collector: { state: "ok", driverVersion: "570.1", nvmlVersion: "12.570.1", cudaVersion: "12.8" },
  gpus: [sampleGpu()],
  processes: [{ pid: 4_711, gpus: [{ slotIndex: 0, usedBytes: 10 * GIB, kinds: ["compute"] }] }],
};

/** Sources that answer at once, and tell whether they were closed. */
export function sampleSources(): AgentSources & { closed: () => boolean } {
  let closed = false;
  return {
    gpu: {
      read: () => Promise.resolve(sampleReading),
      close: () => {
        closed = true;
        return Promise.resolve();
      },
    },
    processes: {
      describe: (pids) =>
        pids.map((pid) => {
          const { gpus: _gpus, ...facts } = sampleProcess({ pid, user: "ann" });
          return facts;
        }),
    },
    host: { facts: () => sampleNode(), read: () => sampleHost() },
    closed: () => closed,
  };
}
