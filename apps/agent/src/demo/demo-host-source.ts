import type { SimNode } from "@vramfleet/core/synth/sim-node";
import type { HostSource } from "../collect/host-source.ts";

export function createDemoHostSource(node: SimNode): HostSource {
  return { facts: () => node.facts, read: (atMs) => node.hostAt(atMs) };
}
