import { afterEach, expect, test } from "vitest";
import { type HubDouble, startHubDouble } from "../testing/hub-double.ts";
import { memoryLog } from "@vramfleet/core/testing/memory-log";
import { type DemoFleetParts, type RunningDemoFleet, startDemoFleet } from "./demo-fleet.ts";

const HOUR_MS = 3_600_000;
let hub: HubDouble | null = null;
let fleet: RunningDemoFleet | null = null;

afterEach(async () => {
  await fleet?.close();
  await hub?.close();
  [fleet, hub] = [null, null];
});

async function start(parts: Partial<DemoFleetParts>) {
  const startedHub = (hub = await startHubDouble());
  const { log, lines } = memoryLog();
  const startedFleet = (fleet = startDemoFleet({ hubUrl: startedHub.url, token: "secret", log, ...parts }));
  return { hub: startedHub, fleet: startedFleet, lines };
}

const pushesOf = (from: HubDouble, lane: string) => from.stored.filter((push) => push.lane === lane);

/** Over the past a node has sent. */
function longestGapMs(from: HubDouble, nodeId: string): number {
  const instants = pushesOf(from, "backfill")
    .flatMap(({ snapshots }) => snapshots)
    .filter(({ node }) => node.nodeId === nodeId)
    .map(({ atMs }) => atMs)
    .toSorted((a, b) => a - b);
  expect(instants.length).toBeGreaterThanOrEqual(360);
  return Math.max(...instants.slice(1).map((atMs, n) => atMs - (instants[n] ?? Number.NaN)));
}

test("every node is an agent of its own, says that it is simulated, and reports on", async () => {
  const { hub: double } = await start({ nodeCount: 3, gpusPerNode: 4, historyHours: 0 });
  const reportsOf = (nodeId: string) =>
    pushesOf(double, "live").filter(({ snapshots }) => snapshots.some(({ node }) => node.nodeId === nodeId)).length;
  const names = ["sim-h100-01", "sim-a100-01", "sim-l40s-01"];
  await double.until(() => names.every((name) => reportsOf(name) >= 2));
  expect(new Set(double.hellos.map(({ node }) => node.nodeId))).toEqual(new Set(names));
  expect(double.hellos.every(({ node }) => node.simulated)).toBe(true);
  const snapshots = double.stored.flatMap((push) => push.snapshots);
  expect(
    snapshots.every(({ gpus, node, intervalMs }) => gpus.length === 4 && node.simulated && intervalMs === 1_000),
  ).toBe(true);
  expect(snapshots.flatMap(({ processes }) => processes).every(({ identity }) => identity === "exact")).toBe(true);
});

test("the past arrives whole, once, and before the start; live readings do not wait for it", async () => {
  const { hub: double, fleet: started, lines } = await start({ nodeCount: 4, gpusPerNode: 2 });
  const startMs = Date.now();
  await started.historySent;
  await double.until(() => pushesOf(double, "live").length > 4);
  const past = pushesOf(double, "backfill").flatMap(({ snapshots }) => snapshots);
  for (const nodeId of new Set(past.map(({ node }) => node.nodeId))) {
    const instants = past.filter(({ node }) => node.nodeId === nodeId).map(({ atMs }) => atMs);
    expect(new Set(instants).size).toBe(instants.length);
    expect(instants.length).toBeGreaterThanOrEqual(1_440);
    expect(Math.max(...instants)).toBeLessThan(startMs);
    expect(startMs - Math.min(...instants)).toBeGreaterThan(23.9 * HOUR_MS);
  }
  expect(past.filter(({ intervalMs }) => intervalMs === 1_000)).toHaveLength(600);
  const said = lines.map(({ event }) => event).filter((event) => event.startsWith("simulated history"));
  expect(said).toContain("simulated history: 40 %");
  expect(said.at(-1)).toBe("simulated history: 100 %");
});

test("a hub that goes away in between still gets the whole past, each batch once", async () => {
  const { hub: double, fleet: started } = await start({ nodeCount: 2, gpusPerNode: 1, historyHours: 6 });
  let drops = 3;
  double.judge = (push) => {
    if (push.lane !== "backfill" || push.seq !== 3 || drops === 0) return "store";
    drops -= 1;
    return drops === 0 ? "drop" : "store-then-drop";
  };
  await started.historySent;
  const keys = pushesOf(double, "backfill").map(({ epoch, seq }) => `${epoch}/${seq}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(drops).toBe(0);
  for (const nodeId of ["sim-h100-01", "sim-a100-01"]) expect(longestGapMs(double, nodeId)).toBeLessThanOrEqual(60_000);
});

test.each([
  [{ nodeCount: 0 }, "nodeCount is 0"],
  [{ nodeCount: 1.5 }, "nodeCount is 1.5"],
  [{ gpusPerNode: 65 }, "gpusPerNode is 65"],
])("a size out of range is refused: %o", (sizes, message) => {
  const { log } = memoryLog();
  expect(() => startDemoFleet({ hubUrl: "http://127.0.0.1:9", token: "t", log, ...sizes })).toThrow(message);
});
