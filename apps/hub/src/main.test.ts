import { memoryLog } from "@vramfleet/core/testing/memory-log";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { eventually } from "./testing/eventually.ts";
import { startHub } from "./main.ts";
import { snapshotFixture } from "./testing/fixtures.ts";
import {
  agentClient,
  createCleanup,
  hello,
  MIGRATIONS_DIR,
  openSocket,
  STORAGE_WORKER_URL,
  tempDir,
  testHub,
  TOKEN,
  webClient,
} from "./testing/test-hub.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

const optionsFor = (dataDir: string, port = 0) => ({
  port,
  dataDir,
  agentToken: TOKEN,
  webRoot: null,
  simulated: false,
  historyDays: 7,
  storageWorkerUrl: STORAGE_WORKER_URL,
  migrationsDir: MIGRATIONS_DIR,
  log: memoryLog().log,
  nowMs: () => Date.now(),
});
const push = (seq: number, atMs: number) => ({
  epoch: "e1",
  seq,
  lane: "live" as const,
  snapshots: [snapshotFixture("n1", atMs)],
});
const digest = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

test("a port in use is named, with what to do", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  cleanup.add(() => other.close());
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(startHub(optionsFor(await tempDir(cleanup), port))).rejects.toMatchObject({
    code: "port_in_use",
    message: expect.stringMatching(new RegExp(`${port} is in use.*--port`)) as string,
  });
});

test("a data folder that cannot be written is named, with what to do", async () => {
  const dir = await tempDir(cleanup);
  const file = join(dir, "a-file");
  await writeFile(file, "");
  for (const dataDir of [join(file, "data"), "/proc/vramfleet"]) {
    await expect(startHub(optionsFor(dataDir))).rejects.toMatchObject({
      code: "data_dir_not_writable",
      message: expect.stringContaining(dataDir) as string,
    });
  }
});

test("a second hub on the same data folder is refused, and works when the first has ended", async () => {
  const first = await testHub(cleanup);
  await expect(startHub(optionsFor(first.dataDir))).rejects.toMatchObject({ code: "data_dir_in_use" });
  await first.close();
  const second = await startHub(optionsFor(first.dataDir));
  await second.close();
});

test("a database of a newer version is refused and left as it is", async () => {
  const hub = await testHub(cleanup);
  await hub.close();
  const path = join(hub.dataDir, "history.db");
  const database = new Database(path);
  database.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', ?)").run(Date.now() * 2);
  database.close();
  const before = digest(path);
  await expect(startHub(optionsFor(hub.dataDir))).rejects.toMatchObject({
    code: "database_newer",
    message: expect.stringContaining(path) as string,
  });
  expect(digest(path)).toBe(before);
});

test("a file that is no database is refused and left as it is", async () => {
  const dataDir = await tempDir(cleanup);
  const path = join(dataDir, "history.db");
  await writeFile(path, "not a database, though long enough to have a header of one".repeat(20));
  const before = digest(path);
  await expect(startHub(optionsFor(dataDir))).rejects.toMatchObject({
    code: "database_corrupt",
    message: expect.stringMatching(/restore a backup/) as string,
  });
  expect(digest(path)).toBe(before);
});

test("after a failed start the port and the folder are free", async () => {
  const dataDir = await tempDir(cleanup);
  await mkdir(join(dataDir, "history.db"));
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  await expect(startHub(optionsFor(dataDir, port))).rejects.toMatchObject({ code: "storage_unavailable" });
  const hub = await startHub(optionsFor(await tempDir(cleanup), port));
  await hub.close();
});

test("every acknowledged batch survives a kill, and none is stored twice", async () => {
  const dataDir = await tempDir(cleanup);
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("./testing/hub-process.ts", import.meta.url)), dataDir],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  cleanup.add(() => child.kill("SIGKILL"));
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  const agent = agentClient(cleanup, { port: Number(port.toString()) });
  await agent.hello.mutate(hello("n1", "e1"));
  const startMs = Date.now();
  const acknowledged: number[] = [];
  const sending = (async () => {
    for (let seq = 1; ; seq += 1) acknowledged.push((await agent.push.mutate(push(seq, startMs + seq))).storedSeq);
  })();
  sending.catch(() => {});
  await eventually(() => acknowledged.length).toBeGreaterThan(4);
  child.kill("SIGKILL");
  await once(child, "exit");

  const again = await testHub(cleanup, { dataDir });
  const { storedSeq } = await agentClient(cleanup, again).hello.mutate(hello("n1", "e1"));
  const newest = Math.max(...acknowledged);
  expect(storedSeq).toBeGreaterThanOrEqual(newest);
  await again.close();
  const database = new Database(join(dataDir, "history.db"), { readonly: true });
  cleanup.add(() => database.close());
  const stored = database.prepare("SELECT at_ms FROM gpu_sample ORDER BY at_ms").pluck().all();
  expect(stored).toEqual(Array.from({ length: storedSeq ?? 0 }, (_, index) => startMs + index + 1));
});

test("a stopping hub acknowledges what it received, says why it goes, and is gone", async () => {
  const hub = await testHub(cleanup);
  const { socket, closed, messages } = await openSocket(cleanup, hub);
  const call = (id: number, path: string, input: object) =>
    socket.send(JSON.stringify({ id, method: "mutation", params: { path, input } }));
  call(1, "hello", hello("n1", "e1"));
  await eventually(() => messages.length).toBe(1);
  call(2, "push", push(1, Date.now()));
  await eventually(() =>
    fetch(`${hub.url}/healthz`).then(
      async (answer) => ((await answer.json()) as { nodes: { live: number } }).nodes.live,
    ),
  ).toBe(1);
  await hub.close();
  expect(await closed).toMatchObject({ code: 1001, reason: "the hub is stopping" });
  expect(messages.map((text) => JSON.parse(text) as object)).toContainEqual(
    expect.objectContaining({ id: 2, result: expect.objectContaining({ data: { storedSeq: 1 } }) as object }),
  );
  await expect(fetch(`${hub.url}/healthz`)).rejects.toThrow();
});

test("a page that stays open follows the hub through its restart", async () => {
  const first = await testHub(cleanup);
  const events: string[] = [];
  const web = webClient(cleanup, first);
  const subscription = web.fleet.subscribe(undefined, {
    onData: (event) => void events.push(`${event.kind} ${event.kind === "full" ? event.hub.startedAtMs : ""}`),
  });
  cleanup.add(() => subscription.unsubscribe());
  await eventually(() => events.length).toBe(1);
  await first.close();
  await testHub(cleanup, { port: first.port, dataDir: first.dataDir });
  await eventually(() => events.length).toBe(2);
  expect(events[1]).toMatch(/^full /);
  expect(events[1]).not.toBe(events[0]);
});

test("while the database is locked nothing is acknowledged, the view stays live, and storing resumes by itself", async () => {
  const hub = await testHub(cleanup);
  const agent = agentClient(cleanup, hub);
  await agent.hello.mutate(hello("n1", "e1"));
  await agent.push.mutate(push(1, Date.now()));
  const other = new Database(join(hub.dataDir, "history.db"));
  cleanup.add(() => other.close());
  other.exec("BEGIN IMMEDIATE");
  const refused = agent.push.mutate(push(2, Date.now() + 1));
  await expect(refused).rejects.toMatchObject({
    data: { code: "SERVICE_UNAVAILABLE" },
    message: expect.stringMatching(/locked/) as string,
  });
  const sick = await fetch(`${hub.url}/healthz`);
  expect(sick.status).toBe(503);
  expect(await sick.json()).toMatchObject({ status: "degraded", nodes: { live: 1 }, database: { ok: false } });
  other.exec("ROLLBACK");
  expect(await agent.push.mutate(push(2, Date.now() + 2))).toEqual({ storedSeq: 2 });
  expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
});

test("a shorter history takes effect while the hub runs", async () => {
  const hub = await testHub(cleanup, { historyDays: 7 });
  const agent = agentClient(cleanup, hub);
  await agent.hello.mutate(hello("n1", "e1"));
  const dayMs = 86_400_000;
  await agent.push.mutate(push(1, Date.now() - 5 * dayMs));
  await agent.push.mutate(push(2, Date.now()));
  const database = new Database(join(hub.dataDir, "history.db"), { readonly: true });
  cleanup.add(() => database.close());
  const count = database.prepare("SELECT count(*) FROM gpu_sample").pluck();
  expect(count.get()).toBe(2);
  hub.reconfigure({ historyDays: 1 });
  await eventually(() => count.get()).toBe(1);
});
