import { expect, test } from "vitest";
import { nodeStatus } from "./node-status.ts";

test.each([
  [5_000, 1_000, "live"],
  [5_001, 1_000, "stale"],
  [15_000, 5_000, "live"],
  [15_001, 5_000, "stale"],
  [30_000, 1_000, "stale"],
  [30_001, 1_000, "offline"],
  [30_001, 10_000, "offline"],
] as const)("silent for %d ms at an interval of %d ms is %s", (silentMs, intervalMs, status) => {
  expect(nodeStatus(silentMs, intervalMs)).toBe(status);
});
