import type { FleetEvent, NodeDetail } from "@vramfleet/core/fleet";
import { afterEach, expect, test } from "vitest";
import { eventually } from "../testing/eventually.ts";
import { GIB, sampleGpu } from "@vramfleet/core/testing/sample-snapshot";
import { snapshotFixture } from "../testing/fixtures.ts";
import { agentClient, createCleanup, hello, openSocket, testHub, webClient } from "../testing/test-hub.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

type Web = ReturnType<typeof webClient>;

function followFleet(web: Web): FleetEvent[] {
  const events: FleetEvent[] = [];
  const subscription = web.fleet.subscribe(undefined, { onData: (event) => void events.push(event) });
  cleanup.add(() => subscription.unsubscribe());
  return events;
}

const push = (nodeId: string, seq: number, [atMs, usedGib]: [number, number]) => ({
  epoch: "e1",
  seq,
  lane: "live" as const,
  snapshots: [
    snapshotFixture(nodeId, atMs, {
      gpus: [
        sampleGpu({
          memory: {
            totalBytes: 80 * GIB,
            usedBytes: usedGib * GIB,
            freeBytes: (79 - usedGib) * GIB,
            reservedBytes: GIB,
          },
        }),
      ],
    }),
  ],
});
const nodesOf = (events: FleetEvent[]) => events.flatMap((event) => event.nodes);
const usedGib = (events: FleetEvent[]) => nodesOf(events).map((node) => (node.gpus[0]?.memory?.usedBytes ?? 0) / GIB);

test("a page gets the whole fleet first and then what changed", async () => {
  const hub = await testHub(cleanup, { simulated: true });
  const [one, two] = [agentClient(cleanup, hub), agentClient(cleanup, hub)];
  await one.hello.mutate(hello("n1", "e1"));
  await two.hello.mutate(hello("n2", "e1"));
  await one.push.mutate(push("n1", 1, [Date.now(), 10]));
  await two.push.mutate(push("n2", 1, [Date.now(), 20]));

  const events = followFleet(webClient(cleanup, hub));
  await eventually(() => events.length).toBe(1);
  expect(events[0]).toMatchObject({ kind: "full", hub: { simulated: true, version: expect.any(String) as string } });
  expect(nodesOf(events).map(({ nodeId, status }) => [nodeId, status])).toEqual([
    ["n1", "live"],
    ["n2", "live"],
  ]);
  await one.push.mutate(push("n1", 2, [Date.now() + 1, 11]));
  await eventually(() => usedGib(events)).toContain(11);
  expect(events.slice(1).map(({ kind }) => kind)).not.toContain("full");
});

test("a burst of changes leaves as one message", async () => {
  const hub = await testHub(cleanup);
  const agent = agentClient(cleanup, hub);
  await agent.hello.mutate(hello("n1", "e1"));
  const events = followFleet(webClient(cleanup, hub));
  await eventually(() => events.length).toBe(1);
  const atMs = Date.now();
  await Promise.all([1, 2, 3, 4, 5].map((seq) => agent.push.mutate(push("n1", seq, [atMs + seq, seq]))));
  await eventually(() => usedGib(events).at(-1)).toBe(5);
  // The first change leaves at once, the four within its second leave together.
  expect(events.length).toBeLessThanOrEqual(3);
});

test("silence turns a node stale, then offline, on the hub's clock; a snapshot brings it back", async () => {
  let offsetMs = 0;
  const hub = await testHub(cleanup, { nowMs: () => Date.now() + offsetMs });
  const agent = agentClient(cleanup, hub);
  await agent.hello.mutate(hello("n1", "e1"));
  await agent.push.mutate(push("n1", 1, [Date.now(), 10]));
  const events = followFleet(webClient(cleanup, hub));
  const status = () => nodesOf(events).at(-1)?.status;
  await eventually(status).toBe("live");
  offsetMs = 6_000;
  await eventually(status).toBe("stale");
  offsetMs = 31_000;
  await eventually(status).toBe("offline");
  await agent.push.mutate(push("n1", 2, [Date.now(), 10]));
  await eventually(status).toBe("live");
});

test("backfill and older snapshots never move the live view", async () => {
  const hub = await testHub(cleanup);
  const agent = agentClient(cleanup, hub);
  await agent.hello.mutate(hello("n1", "e1"));
  const now = Date.now();
  await agent.push.mutate(push("n1", 1, [now, 10]));
  await agent.push.mutate({ ...push("n1", 2, [now + 5_000, 20]), lane: "backfill" });
  await agent.push.mutate(push("n1", 3, [now - 5_000, 30]));
  const events = followFleet(webClient(cleanup, hub));
  await eventually(() => events.length).toBe(1);
  expect(usedGib(events)).toEqual([10]);
});

test("after a restart known nodes are shown with their own time until they report", async () => {
  const first = await testHub(cleanup);
  const atMs = Date.now();
  const agent = agentClient(cleanup, first);
  await agent.hello.mutate(hello("n1", "e1"));
  await agent.push.mutate(push("n1", 1, [atMs, 42]));
  await first.close();

  const second = await testHub(cleanup, { dataDir: first.dataDir });
  const events = followFleet(webClient(cleanup, second));
  await eventually(() => events.length).toBe(1);
  expect(nodesOf(events)).toMatchObject([
    { nodeId: "n1", status: expect.not.stringMatching("offline") as string, atMs },
  ]);
  expect(usedGib(events)).toEqual([42]);
  const back = agentClient(cleanup, second);
  await back.hello.mutate(hello("n1", "e2"));
  await back.push.mutate({ ...push("n1", 1, [atMs + 1_000, 43]), epoch: "e2" });
  await eventually(() => nodesOf(events).at(-1)).toMatchObject({ nodeId: "n1", status: "live" });
});

test("a node's page follows every snapshot; a node that never reported is not found", async () => {
  const hub = await testHub(cleanup);
  const agent = agentClient(cleanup, hub);
  await agent.hello.mutate(hello("n1", "e1"));
  const atMs = Date.now();
  await agent.push.mutate(push("n1", 1, [atMs, 10]));
  const web = webClient(cleanup, hub);
  const details: NodeDetail[] = [];
  web.node.subscribe({ nodeId: "n1" }, { onData: (detail) => void details.push(detail) });
  await eventually(() => details.length).toBe(1);
  await agent.push.mutate(push("n1", 2, [atMs + 1, 10]));
  await eventually(() => details.at(-1)?.snapshot.atMs).toBe(atMs + 1);
  const problem = await new Promise<string>((resolve) => {
    web.node.subscribe({ nodeId: "ghost" }, { onError: (error) => resolve(`${error.data?.code}: ${error.message}`) });
  });
  expect(problem).toBe("NOT_FOUND: no node ghost has reported to this hub");
  expect(await web.hub.query()).toMatchObject({ simulated: false, startedAtMs: expect.any(Number) as number });
});

test("pages of other sites, names pointed at this machine and programs without an origin may not open the socket", async () => {
  const hub = await testHub(cleanup);
  for (const headers of [
    { origin: "http://evil.example" },
    { host: "evil.example", origin: "http://evil.example" },
    {},
  ]) {
    await expect(openSocket(cleanup, hub, { path: "/api/web", headers })).rejects.toThrow("403");
  }
});

test("malformed and oversized messages close a browser's socket with a reason; a refused call does not", async () => {
  const hub = await testHub(cleanup);
  const open = () => openSocket(cleanup, hub, { path: "/api/web", headers: { origin: hub.url } });
  const garbage = await open();
  garbage.socket.send("garbage");
  expect(await garbage.closed).toEqual({ code: 4400, reason: "not JSON" });
  const large = await open();
  large.socket.send("x".repeat(64 * 1024 + 1));
  expect(await large.closed).toMatchObject({ code: 1009 });
  const wrong = await open();
  const call = (id: number, path: string) => JSON.stringify({ id, method: "query", params: { path, input: {} } });
  wrong.socket.send(call(1, "gpuHistory"));
  wrong.socket.send(call(2, "hub"));
  await eventually(() => wrong.messages.length).toBe(2);
  expect(wrong.messages.map((text) => JSON.parse(text) as object)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: 1, error: expect.anything() as object }),
      expect.objectContaining({ id: 2, result: expect.anything() as object }),
    ]),
  );
});
