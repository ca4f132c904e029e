import { memoryLog } from "@vramfleet/core/testing/memory-log";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../testing/eventually.ts";
import { createCommitQueue } from "../ingest/commit-queue.ts";
import { createLiveFleet } from "../ingest/live.ts";
import { createNodeSockets } from "../ingest/node-sockets.ts";
import { snapshotFixture } from "../testing/fixtures.ts";
import { agentClient, createCleanup, hello, openSocket, testHub, TOKEN, webClient } from "../testing/test-hub.ts";
import { agentSocketRoute } from "./agent-socket.ts";
import { createUpgrader } from "./upgrade.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

const push = (seq: number, atMs: number, lane: "live" | "backfill" = "live") => ({
  epoch: "e1",
  seq,
  lane,
  snapshots: [snapshotFixture("n1", atMs)],
});
const call = (path: string, input: unknown, id = 1) =>
  JSON.stringify({ id, method: "mutation", params: { path, input } });

/** What plain HTTP says to an upgrade that is refused. */
async function refusalOf(port: number, headers: Record<string, string>, path = "/api/agent") {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const upgrade = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
    const key = { "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==" };
    const sent = request({ port, host: "127.0.0.1", path, headers: { ...upgrade, ...key, ...headers } });
    sent.on("upgrade", () => reject(new Error("the upgrade was accepted")));
    sent.on("error", reject);
    sent.on("response", (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode, body }));
    });
    sent.end();
  });
}

test("a socket without the token, with a wrong one or from a page is refused before the upgrade", async () => {
  const hub = await testHub(cleanup);
  expect(await refusalOf(hub.port, {})).toMatchObject({
    status: 401,
    body: expect.stringMatching(/Authorization: Bearer/) as string,
  });
  expect(await refusalOf(hub.port, { authorization: "Bearer wrong" })).toMatchObject({
    status: 401,
    body: /agent-token/,
  });
  const fromPage = { authorization: `Bearer ${TOKEN}`, origin: hub.url };
  expect(await refusalOf(hub.port, fromPage)).toMatchObject({ status: 403 });
  expect(await refusalOf(hub.port, {}, "/api/other")).toMatchObject({ status: 404 });
});

test("a pushed batch is acknowledged and known after a restart; sent twice it is stored once", async () => {
  const first = await testHub(cleanup);
  const agent = agentClient(cleanup, first);
  expect(await agent.hello.mutate(hello("n1", "e1"))).toMatchObject({ storedSeq: null });
  const now = Date.now();
  expect(await agent.push.mutate(push(1, now))).toEqual({ storedSeq: 1 });
  expect(await agent.push.mutate(push(2, now + 1_000))).toEqual({ storedSeq: 2 });
  expect(await agent.push.mutate({ ...push(1, now + 500), lane: "backfill" })).toEqual({ storedSeq: 2 });
  await first.close();

  const second = await testHub(cleanup, { dataDir: first.dataDir });
  expect(await agentClient(cleanup, second).hello.mutate(hello("n1", "e1"))).toMatchObject({ storedSeq: 2 });
  const history = await webClient(cleanup, second).gpuHistory.query({
    nodeId: "n1",
    gpuUuid: "GPU-0",
    fromMs: now - 10_000,
    toMs: now + 10_000,
    maxPointsCount: 4_000,
  });
  expect(history.usedMeanBytes.filter((value) => value !== null)).toHaveLength(2);
});

describe("a message that is refused", () => {
  const shared = createCleanup();
  let hub: Awaited<ReturnType<typeof testHub>>;
  beforeAll(async () => {
    hub = await testHub(shared);
  });
  afterAll(() => shared.run());

  test.each([
    ["not JSON", "{", /not JSON/],
    ["no tRPC message", JSON.stringify({ hello: "there" }), /not a tRPC message/],
    ["a binary message", Buffer.from([1, 2, 3]), /binary message/],
    ["an unknown procedure", call("erase", {}), /erase/],
    ["an invalid input", call("hello", { ...hello("n1", "e1"), epoch: "no spaces allowed" }), /hello: epoch/],
    ["a push before hello", call("push", push(1, 1)), /hello first/],
    ["a newer protocol", call("hello", { ...hello("n1", "e1"), protocolVersion: 2 }), /update the hub/],
  ])("%s closes the socket with a reason and leaves the hub unharmed", async (_, message, reason) => {
    const { socket, closed } = await openSocket(cleanup, hub);
    socket.send(message);
    expect(await closed).toMatchObject({ code: 4400, reason: expect.stringMatching(reason) as string });
    expect(hub.lines).toContainEqual(
      expect.objectContaining({ level: "warn", event: "an agent's message was refused" }),
    );
    expect(await agentClient(cleanup, hub).hello.mutate(hello("n2", "e1"))).toMatchObject({ protocolVersion: 1 });
  });

  test("a message over the limit closes the socket and says so", async () => {
    const { socket, closed } = await openSocket(cleanup, hub);
    socket.send("x".repeat(4 * 1024 * 1024 + 1));
    expect(await closed).toMatchObject({
      code: 1009,
      reason: "a message larger than 4194304 bytes; send less at once",
    });
    expect(await agentClient(cleanup, hub).hello.mutate(hello("n2", "e1"))).toMatchObject({ protocolVersion: 1 });
  });
});

test("a snapshot of another node than the socket's is refused and not stored", async () => {
  const hub = await testHub(cleanup);
  const { socket, closed } = await openSocket(cleanup, hub);
  socket.send(call("hello", hello("n1", "e1")));
  socket.send(call("push", { ...push(1, Date.now()), snapshots: [snapshotFixture("n2", Date.now())] }, 2));
  expect(await closed).toMatchObject({ code: 4400, reason: expect.stringMatching(/node n1, not n2/) as string });
  expect(await agentClient(cleanup, hub).hello.mutate(hello("n2", "e1"))).toMatchObject({ storedSeq: null });
});

test("of two sockets of one node the newest is served, the older is closed with the reason", async () => {
  const hub = await testHub(cleanup);
  const older = await openSocket(cleanup, hub);
  older.socket.send(call("hello", hello("n1", "e1")));
  await eventually(() => older.messages.length).toBe(1);
  const newer = agentClient(cleanup, hub);
  await newer.hello.mutate(hello("n1", "e2"));
  expect(await older.closed).toMatchObject({ code: 4409, reason: expect.stringMatching(/node id/) as string });
  expect(await newer.push.mutate({ ...push(1, Date.now()), epoch: "e2" })).toEqual({ storedSeq: 1 });
});

test("a socket that says no hello in time is closed with the reason", async () => {
  const { log } = memoryLog();
  const ingest = {
    live: createLiveFleet(() => 0),
    queue: createCommitQueue(() => Promise.resolve([])),
    sockets: createNodeSockets(),
    history: { storedSeq: () => Promise.resolve(null) },
    nowMs: () => 0,
  };
  const route = agentSocketRoute({ agentToken: TOKEN, ingest, log, helloWithinMs: 20 });
  const upgrader = createUpgrader([route], () => {});
  const server = createServer().listen(0, "127.0.0.1");
  cleanup.add(() => server.close());
  server.on("upgrade", (request, connection, head) => upgrader.upgrade(request, connection, head));
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { closed } = await openSocket(cleanup, { port });
  expect(await closed).toEqual({ code: 4408, reason: "no hello in time" });
});
