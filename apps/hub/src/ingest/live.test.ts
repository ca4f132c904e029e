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

test("a restored node is offline however fresh it is, until it reports", () => {
  const { live } = fleetAt(1_000);
  live.restore([{ snapshot: snapshotFixture("n1", 900), receivedAtMs: 950 }]);
  live.tick();
  expect(live.get("n1")).toMatchObject({ status: "offline", receivedAtMs: 950 });
  live.accept(snapshotFixture("n1", 1_000));
  expect(live.get("n1")?.status).toBe("live");
});

test("nodes are listed by their names as people count", () => {
  const { live } = fleetAt(0);
  for (const nodeId of ["10", "9", "1"]) live.accept(snapshotFixture(nodeId, 0));
  expect(live.list().map(({ snapshot }) => snapshot.node.hostname)).toEqual(["host-1", "host-9", "host-10"]);
});
