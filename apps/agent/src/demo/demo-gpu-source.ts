import type { SimNode } from "@vramfleet/core/synth/sim-node";
import type { GpuReading, GpuSource } from "../collect/gpu-source.ts";

const COLLECTOR = {
  state: "ok",
  driverVersion: "570.172.08",
  nvmlVersion: "12.570.172.08",
  cudaVersion: "12.8",
} as const;

/** What a simulated node's driver would say at any instant, past or present. */
export function readDemoGpus(node: SimNode, atMs: number): GpuReading {
  const processes = node.processesAt(atMs).map(({ pid, gpus }) => ({ pid, gpus }));
  return { collector: COLLECTOR, gpus: node.gpusAt(atMs), processes };
}

export function createDemoGpuSource(node: SimNode): GpuSource {
  return {
    read: (atMs) => Promise.resolve(readDemoGpus(node, atMs)),
    close: () => Promise.resolve(),
  };
}
