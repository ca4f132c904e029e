import { expect, test } from "vitest";
import { gpuSample, memoryHeld, nodeSample } from "../../testing/samples.ts";
import { matchNode, parseFilter } from "./fleet-filter.ts";

const node = nodeSample({
  hostname: "gpu-box-7",
  nodeId: "f00d",
  gpus: [
    gpuSample({ slotIndex: 0, uuid: "GPU-aaaa", name: "NVIDIA H100" }),
    gpuSample({ slotIndex: 1, uuid: "GPU-bbbb", name: "NVIDIA L40S", memory: memoryHeld(0.95) }),
    gpuSample({ slotIndex: 2, uuid: null, name: null, state: "lost", memory: null }),
  ],
});
const slots = (filter: string) => matchNode(node, parseFilter(filter))?.map((gpu) => gpu.slotIndex) ?? null;

test.each([
  ["", [0, 1, 2]],
  ["  ", [0, 1, 2]],
  ["box-7", [0, 1, 2]],
  ["F00D", [0, 1, 2]],
  ["live", [0, 1, 2]],
  ["l40s", [1]],
  ["GPU-AAAA", [0]],
  ["critical", [1]],
  ["lost", [2]],
  ["box-7 h100", [0]],
  ["h100 l40s", null],
  ["node9", null],
  ["offline", null],
])("%j shows the GPUs %j", (filter, expected) => {
  expect(slots(filter)).toEqual(expected);
});
