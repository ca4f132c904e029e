import { expect, test } from "vitest";
import { snapshotFixture } from "../testing/fixtures.ts";
import { createLiveFleet } from "./live.ts";

function fleetAt(startMs: number) {
  let atMs = startMs;
  const live = createLiveFleet(() => atMs);
  const heard: string[] = [];
  live.onChange((nodeId) => heard.push(`${nodeId} ${live.get(nodeId)?.status}`));
  return { live, heard, setTime: (ms: number) => void (atMs = ms) };
}

test("the node's newest snapshot is shown, whatever order they come in", () => {
  const { live } = fleetAt(0);
  expect(live.accept(snapshotFixture("n1", 2_000))).toBe(true);
  expect(live.accept(snapshotFixture("n1", 1_000))).toBe(false);
  expect(live.accept(snapshotFixture("n1", 2_000))).toBe(false);
  expect(live.accept(snapshotFixture("n1", 3_000))).toBe(true);
  expect(live.get("n1")?.snapshot.atMs).toBe(3_000);
});

test("each change of status is told once", () => {
  const { live, heard, setTime } = fleetAt(0);
  live.accept(snapshotFixture("n1", 0));
  for (const ms of [5_000, 5_001, 6_000, 30_000, 30_001, 60_000]) {
    setTime(ms);
    live.tick();
  }
  expect(heard).toEqual(["n1 live", "n1 stale", "n1 offline"]);
});

test("a slow node is stale after three of its intervals", () => {
  const { live, setTime } = fleetAt(0);
  live.accept(snapshotFixture("n1", 0, { intervalMs: 10_000 }));
  setTime(29_999);
  live.tick();
  expect(live.get("n1")?.status).toBe("live");
  setTime(30_001);
  live.tick();
  expect(live.get("n1")?.status).toBe("offline");
});

test("a node whose clock was set back is shown again once its old view is stale", () => {
  const { live, setTime } = fleetAt(0);
  live.accept(snapshotFixture("n1", 7_200_000));
  expect(live.accept(snapshotFixture("n1", 1_000))).toBe(false);
  setTime(6_000);
  live.tick();
  expect(live.accept(snapshotFixture("n1", 7_000))).toBe(true);
  expect(live.get("n1")).toMatchObject({ status: "live", snapshot: { atMs: 7_000 } });
});

test("a restored node is as old as it is, and offline when its time is yet to come", () => {
  const { live, setTime } = fleetAt(100_000);
  const ages = [2_000, 10_000, 40_000, -60_000];
  live.restore(ages.map((age) => ({ snapshot: snapshotFixture(`age ${age}`, 900), receivedAtMs: 100_000 - age })));
  const statusOf = (age: number) => live.get(`age ${age}`)?.status;
  expect(ages.map((age) => statusOf(age))).toEqual(["live", "stale", "offline", "offline"]);
  setTime(130_001);
  live.tick();
  expect(ages.map((age) => statusOf(age))).toEqual(["offline", "offline", "offline", "offline"]);
  live.accept(snapshotFixture("age -60000", 1_000));
  expect(statusOf(-60_000)).toBe("live");
});

test("nodes are listed by their names as people count", () => {
  const { live } = fleetAt(0);
  for (const nodeId of ["10", "9", "1"]) live.accept(snapshotFixture(nodeId, 0));
  expect(live.list().map(({ snapshot }) => snapshot.node.hostname)).toEqual(["host-1", "host-9", "host-10"]);
});
