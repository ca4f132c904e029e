import { afterEach, expect, test } from "vitest";
import { type HubDouble, startHubDouble } from "../testing/hub-double.ts";
import { memoryLog } from "@vramfleet/core/testing/memory-log";
import { sampleNode, sampleSnapshot } from "@vramfleet/core/testing/sample-snapshot";
import { hubAddress } from "./hub-url.ts";
import { type Pusher, type PusherOptions, startPusher } from "./pusher.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function hubDouble(options: Parameters<typeof startHubDouble>[0] = {}): Promise<HubDouble> {
  const hub = await startHubDouble(options);
  cleanups.push(() => hub.close());
  return hub;
}

function pusherTo(url: string, options: Partial<PusherOptions> = {}): Pusher & ReturnType<typeof memoryLog> {
  const address = hubAddress(url);
  if (!address.ok) throw new Error(address.error);
  const logged = memoryLog();
  const pusher = startPusher({
    hub: address.value,
    token: "secret",
    epoch: "epoch-1",
    node: () => sampleNode(),
    random: () => 0.1,
    log: logged.log,
    ...options,
  });
  cleanups.push(() => pusher.close());
  return { ...pusher, ...logged };
}

const instants = (pushes: { snapshots: { atMs: number }[] }[]) =>
  pushes.flatMap((push) => push.snapshots.map((snapshot) => snapshot.atMs));

test("says hello first, then each snapshot goes at once and whole", async () => {
  const hub = await hubDouble();
  const pusher = pusherTo(hub.url);
  await hub.until(() => hub.hellos.length === 1);
  for (const atMs of [1, 2]) {
    pusher.offer(sampleSnapshot({ atMs }));
    await hub.until(() => hub.stored.length === atMs);
  }
  expect(hub.hellos).toEqual([{ protocolVersion: 1, epoch: "epoch-1", node: sampleNode() }]);
  expect(hub.stored[1]).toEqual({ epoch: "epoch-1", seq: 2, lane: "live", snapshots: [sampleSnapshot({ atMs: 2 })] });
});

test("what was read before the hub was there arrives in order once it is", async () => {
  const early = await startHubDouble();
  await early.close();
  const pusher = pusherTo(early.url);
  for (let atMs = 1; atMs <= 5; atMs += 1) pusher.offer(sampleSnapshot({ atMs }));
  const hub = await hubDouble({ port: Number(new URL(early.url).port) });
  await hub.until(() => hub.stored.length === 1);
  expect(instants(hub.stored)).toEqual([1, 2, 3, 4, 5]);
});

test("a push that was lost is sent again, the same, after a new hello", async () => {
  const hub = await hubDouble();
  const verdicts = ["drop", "store"] as const;
  hub.judge = () => verdicts[hub.arrived.length - 1] ?? "store";
  const pusher = pusherTo(hub.url);
  pusher.offer(sampleSnapshot({ atMs: 1 }));
  await hub.until(() => hub.stored.length === 1);
  expect(hub.hellos.length).toBe(2);
  expect(hub.arrived[1]).toEqual(hub.arrived[0]);
  expect(pusher.lines.map((line) => line.event)).toContain(
    "lost the connection to the hub; readings are kept and sent later",
  );
});

test("a batch whose acknowledgement was lost is not sent again: hello tells that it is stored", async () => {
  const hub = await hubDouble();
  hub.judge = ({ seq }) => (seq === 1 ? "store-then-drop" : "store");
  const pusher = pusherTo(hub.url);
  pusher.offer(sampleSnapshot({ atMs: 1 }));
  await hub.until(() => hub.hellos.length === 2);
  pusher.offer(sampleSnapshot({ atMs: 2 }));
  await hub.until(() => hub.stored.length === 2);
  expect(hub.arrived.map((push) => push.seq)).toEqual([1, 2]);
});

test("a busy hub gets the same batch again on the same socket", async () => {
  const hub = await hubDouble();
  hub.judge = () => (hub.arrived.length <= 2 ? "busy" : "store");
  const pusher = pusherTo(hub.url);
  pusher.offer(sampleSnapshot({ atMs: 1 }));
  await hub.until(() => hub.stored.length === 1);
  expect(hub.arrived.map((push) => push.seq)).toEqual([1, 1, 1]);
  expect(hub.hellos.length).toBe(1);
});

test("a batch refused as invalid is dropped, said so, and the next one flows", async () => {
  const hub = await hubDouble();
  hub.judge = ({ seq }) => (seq === 1 ? "invalid" : "store");
  const pusher = pusherTo(hub.url);
  pusher.offer(sampleSnapshot({ atMs: 1 }));
  await hub.until(() => hub.arrived.length === 1);
  pusher.offer(sampleSnapshot({ atMs: 2 }));
  await hub.until(() => hub.stored.length === 1);
  expect(instants(hub.stored)).toEqual([2]);
  expect(pusher.lines.filter((line) => line.level === "error")).toMatchObject([
    { event: "the hub refused a batch as invalid; it is dropped", fields: { seq: 1, snapshotCount: 1 } },
  ]);
});

test("what the schema refuses is dropped too, and the connection lives on", async () => {
  const hub = await hubDouble();
  const pusher = pusherTo(hub.url);
  pusher.offer(sampleSnapshot({ atMs: 1, intervalMs: -1 }));
  await hub.until(() => hub.hellos.length === 1);
  while (!pusher.lines.some((line) => line.level === "error")) await new Promise((done) => setTimeout(done, 5));
  pusher.offer(sampleSnapshot({ atMs: 2 }));
  await hub.until(() => hub.stored.length === 1);
  expect(hub.hellos.length).toBe(1);
});

test("a batch too large for the hub is dropped instead of being sent for ever", async () => {
  const hub = await hubDouble({ maxMessageBytes: 4_000 });
  const pusher = pusherTo(hub.url);
  await hub.until(() => hub.hellos.length === 1);
  const large = sampleSnapshot({ atMs: 1 });
  pusher.offer({ ...large, gpus: Array.from({ length: 20 }, () => large.gpus).flat() });
  await hub.until(() => hub.hellos.length === 2);
  pusher.offer(sampleSnapshot({ atMs: 2 }));
  await hub.until(() => hub.stored.length === 1);
  expect(instants(hub.stored)).toEqual([2]);
  expect(pusher.lines.find((line) => line.level === "error")?.fields["closeCode"]).toBe(1009);
});

test("a hub that does not answer in time is left, and the batch goes over a new socket", async () => {
  const hub = await hubDouble();
  hub.judge = () => (hub.arrived.length === 1 ? "hang" : "store");
  const pusher = pusherTo(hub.url, { callTimeoutMs: 50 });
  pusher.offer(sampleSnapshot({ atMs: 1 }));
  await hub.until(() => hub.stored.length === 1);
  expect(hub.hellos.length).toBe(2);
});

test("a refused token is said in words a person can act on, and does not become a storm of attempts", async () => {
  const hub = await hubDouble();
  const pusher = pusherTo(hub.url, { token: "wrong" });
  pusher.offer(sampleSnapshot({ atMs: 1 }));
  while (pusher.lines.length === 0) await new Promise((done) => setTimeout(done, 5));
  await new Promise((done) => setTimeout(done, 300));
  expect(pusher.lines).toMatchObject([{ level: "error", fields: { status: 401 } }]);
  expect(pusher.lines[0]?.event).toContain("--token-file");
  expect(hub.hellos).toEqual([]);
});

test("closing sends what waits first", async () => {
  const hub = await hubDouble();
  const pusher = pusherTo(hub.url);
  await hub.until(() => hub.hellos.length === 1);
  pusher.offer(sampleSnapshot({ atMs: 1 }));
  pusher.offer(sampleSnapshot({ atMs: 2 }));
  await pusher.close();
  expect(instants(hub.stored)).toEqual([1, 2]);
});

test("closing says what a lost hub did not get, and leaves nothing behind", async () => {
  const hub = await startHubDouble();
  await hub.close();
  const pusher = pusherTo(hub.url);
  pusher.offer(sampleSnapshot({ atMs: 1 }));
  await pusher.close();
  expect(pusher.lines.at(-1)).toMatchObject({ level: "warn", fields: { snapshotCount: 1 } });
});
