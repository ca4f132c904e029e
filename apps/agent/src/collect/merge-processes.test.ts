import { expect, test } from "vitest";
import { mergeProcesses } from "./merge-processes.ts";

const process = (pid: number, usedBytes: number | null, kind: "compute" | "graphics" = "compute") => ({
  pid,
  usedBytes,
  kinds: [kind],
  gpuInstanceId: null,
  computeInstanceId: null,
});

test("a process on several GPUs is one row", () => {
  const merged = mergeProcesses([
    { slotIndex: 0, processes: [process(7, 10), process(8, 1)] },
    { slotIndex: 3, processes: [process(7, 20)] },
  ]);
  expect(merged).toEqual([
    {
      pid: 7,
      gpus: [
        { slotIndex: 0, usedBytes: 10, kinds: ["compute"] },
        { slotIndex: 3, usedBytes: 20, kinds: ["compute"] },
      ],
    },
    { pid: 8, gpus: [{ slotIndex: 0, usedBytes: 1, kinds: ["compute"] }] },
  ]);
});

test("what it holds in several instances of one GPU is added up, unknown with an unknown part", () => {
  const slot = (second: number | null) => [
    { slotIndex: 0, processes: [process(7, 10), process(7, second, "graphics")] },
  ];
  expect(mergeProcesses(slot(5))[0]?.gpus).toEqual([{ slotIndex: 0, usedBytes: 15, kinds: ["compute", "graphics"] }]);
  expect(mergeProcesses(slot(null))[0]?.gpus[0]?.usedBytes).toBeNull();
});

test("a size that cannot be is unknown, not a number", () => {
  expect(mergeProcesses([{ slotIndex: 0, processes: [process(7, 2 ** 64)] }])[0]?.gpus[0]?.usedBytes).toBeNull();
});
