import type { FleetEvent } from "@vramfleet/core/fleet";
import { afterEach, expect, test } from "vitest";
import { eventually } from "../testing/eventually.ts";
import { createLiveFleet } from "../ingest/live.ts";
import { snapshotFixture } from "../testing/fixtures.ts";
import { createCleanup } from "../testing/test-hub.ts";
import { createFleetFeed } from "./fleet-feed.ts";
import { followFleet, followNode } from "./follow.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

function fleet() {
  const live = createLiveFleet(() => 0);
  const feed = createFleetFeed({ live, facts: { version: "1", startedAtMs: 0, simulated: false }, nowMs: () => 0 });
  cleanup.add(() => feed.close());
  const abort = new AbortController();
  cleanup.add(() => abort.abort());
  let buffered = 0;
  const follower = { signal: abort.signal, bufferedBytes: () => buffered };
  return { live, feed, abort, follower, setBuffered: (bytes: number) => void (buffered = bytes) };
}

const kindOf = (event: FleetEvent | void): string => event?.kind ?? "end";

test("a browser that did not read in time gets the whole fleet instead of what it missed", async () => {
  const { live, feed, follower } = fleet();
  live.accept(snapshotFixture("n1", 1));
  const events = followFleet(feed, follower);
  expect(kindOf((await events.next()).value)).toBe("full");
  const listeners: FleetEvent[] = [];
  feed.onEvent((event) => listeners.push(event));
  live.accept(snapshotFixture("n1", 2));
  await eventually(() => listeners.length).toBe(1);
  live.accept(snapshotFixture("n2", 3));
  await eventually(() => listeners.length).toBe(2);
  const next = await events.next();
  expect(next.value).toMatchObject({ kind: "full", nodes: [{ nodeId: "n1", atMs: 2 }, { nodeId: "n2" }] });
});

test("a browser with megabytes unread gets nothing until it has read, then the whole fleet", async () => {
  const { live, feed, follower, setBuffered } = fleet();
  const events = followFleet(feed, follower);
  await events.next();
  setBuffered(5 * 1024 * 1024);
  live.accept(snapshotFixture("n1", 1));
  let arrived = "nothing";
  const next = events.next().then(({ value }) => (arrived = kindOf(value)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(arrived).toBe("nothing");
  setBuffered(0);
  await next;
  expect(arrived).toBe("full");
});

test("an aborted page is forgotten", async () => {
  const { live, feed, abort, follower } = fleet();
  live.accept(snapshotFixture("n1", 1));
  const events = followFleet(feed, follower);
  const details = followNode(live, "n1", follower);
  await events.next();
  await details.next();
  const ends = [events.next(), details.next()];
  abort.abort();
  expect(await Promise.all(ends)).toEqual([
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
});
