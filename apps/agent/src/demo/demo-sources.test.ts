import { expect, test } from "vitest";
import { createFleetPlan } from "@vramfleet/core/synth/fleet-plan";
import { createDemoGpuSource } from "./demo-gpu-source.ts";
import { createDemoHostSource } from "./demo-host-source.ts";
import { createDemoProcessSource } from "./demo-process-source.ts";

const ANCHOR_MS = 1_750_000_000_000;
const plan = createFleetPlan({ seed: 7, anchorMs: ANCHOR_MS, nodeCount: 2, gpusPerNode: 8 });

test("every process on the GPUs is described, with what it is and since when", async () => {
  for (const node of plan.nodes) {
    const { processes, gpus } = await createDemoGpuSource(node).read(ANCHOR_MS);
    const rows = createDemoProcessSource(node).describe(
      processes.map(({ pid }) => pid),
      ANCHOR_MS,
    );
    expect(gpus).toHaveLength(8);
    expect(rows.map(({ pid }) => pid)).toEqual(processes.map(({ pid }) => pid));
    expect(
      rows.every(({ user, command, startTicks }) => user !== null && command !== null && startTicks !== null),
    ).toBe(true);
    expect(rows.every((row) => !("gpus" in row))).toBe(true);
  }
});

test("a process that ended after it was listed keeps its row, known by its pid alone", () => {
  const [node] = plan.nodes;
  const rows = node && createDemoProcessSource(node).describe([77], ANCHOR_MS);
  expect(rows).toMatchObject([{ pid: 77, identity: "degraded", startTicks: null, user: null, command: null }]);
});

test("the host reads like a machine that has been up for weeks", () => {
  for (const node of plan.nodes) {
    const host = createDemoHostSource(node);
    const { memoryAvailableBytes, uptimeS, load1MinCount } = host.read(ANCHOR_MS);
    const facts = host.facts();
    expect(facts.hostname).toBe(node.nodeId);
    expect(memoryAvailableBytes).toBeLessThan(facts.memoryTotalBytes ?? 0);
    expect(memoryAvailableBytes).toBeGreaterThan(0);
    expect(uptimeS).toBeGreaterThan(7 * 86_400);
    expect(load1MinCount).toBeLessThanOrEqual(facts.cpuCount ?? 0);
  }
});
