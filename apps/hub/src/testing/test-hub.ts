import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LogLine, memoryLog } from "@vramfleet/core/testing/memory-log";
import { sampleNode } from "@vramfleet/core/testing/sample-snapshot";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { WebSocket } from "ws";
import type { AgentRouter } from "../api/agent-router.ts";
import type { WebRouter } from "../api/web-router.ts";
import { type HubOptions, type RunningHub, startHub } from "../main.ts";

export const TOKEN = "test-token-of-forty-three-characters-or-more";
export const STORAGE_WORKER_URL = new URL("../store/storage-worker.ts", import.meta.url);
export const MIGRATIONS_DIR = new URL("../store/migrations", import.meta.url).pathname;

/** Ends what a test started, newest first. */
export function createCleanup() {
  const tasks: (() => unknown)[] = [];
  return {
    add: (task: () => unknown): void => void tasks.push(task),
    run: async (): Promise<void> => {
      for (const task of tasks.splice(0).toReversed()) await task();
    },
  };
}
export type Cleanup = ReturnType<typeof createCleanup>;

export async function tempDir(cleanup: Cleanup): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "vramfleet-hub-"));
  cleanup.add(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

export async function testHub(
  cleanup: Cleanup,
  change: Partial<HubOptions> = {},
): Promise<RunningHub & { dataDir: string; lines: LogLine[] }> {
  const { log, lines } = memoryLog();
  const dataDir = change.dataDir ?? (await tempDir(cleanup));
  const hub = await startHub({
    port: 0,
    dataDir,
    agentToken: TOKEN,
    webRoot: null,
    simulated: false,
    historyDays: 7,
    storageWorkerUrl: STORAGE_WORKER_URL,
    migrationsDir: MIGRATIONS_DIR,
    log,
    nowMs: () => Date.now(),
    ...change,
  });
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> => (closed ??= hub.close());
  cleanup.add(close);
  return { ...hub, close, dataDir, lines };
}

/** A socket with headers, opened; its close code and reason are there when it has closed. */
export async function openSocket(
  cleanup: Cleanup,
  hub: Pick<RunningHub, "port">,
  { path = "/api/agent", headers = { authorization: `Bearer ${TOKEN}` } }: { path?: string; headers?: object } = {},
) {
  const socket = new WebSocket(`ws://127.0.0.1:${hub.port}${path}`, { headers: { ...headers } });
  cleanup.add(() => socket.terminate());
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const messages: string[] = [];
  socket.on("message", (data: Buffer) => void messages.push(data.toString()));
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("error", () => {});
  return { socket, closed, messages };
}

export function agentClient(cleanup: Cleanup, hub: Pick<RunningHub, "port">, token = TOKEN) {
  class AgentSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { authorization: `Bearer ${token}` } });
    }
  }
  // tRPC asks for the browser's class; ws implements what it uses of it.
  const client = createWSClient({
    url: `ws://127.0.0.1:${hub.port}/api/agent`,
    WebSocket: AgentSocket as unknown as typeof globalThis.WebSocket,
  });
  cleanup.add(() => client.close());
  return createTRPCClient<AgentRouter>({ links: [wsLink({ client })] });
}

export function webClient(cleanup: Cleanup, hub: RunningHub) {
  class PageSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { origin: hub.url } });
    }
  }
  const client = createWSClient({
    url: `ws://127.0.0.1:${hub.port}/api/web`,
    WebSocket: PageSocket as unknown as typeof globalThis.WebSocket,
  });
  cleanup.add(() => client.close());
  return createTRPCClient<WebRouter>({ links: [wsLink({ client })] });
}

export const hello = (nodeId: string, epoch: string) => ({
  protocolVersion: 1,
  epoch,
  node: sampleNode({ nodeId, hostname: `host-${nodeId}` }),
});
