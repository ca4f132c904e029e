import { once } from "node:events";
import type { Server } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Logger } from "@vramfleet/core/log";
import type { WebSocket } from "ws";
import { CLOSE_GOING_AWAY, closeSocket } from "../api/close-socket.ts";
import type { Upgrader } from "../api/upgrade.ts";
import { messageOf } from "../errors.ts";
import type { CommitQueue } from "../ingest/commit-queue.ts";
import type { NodeMemory } from "../ingest/remember-nodes.ts";
import type { Storage } from "../store/storage.ts";

/** Left of the five seconds a supervisor gives is time for the sockets to end. */
const STORAGE_WITHIN_MS = 3_500;
const SOCKETS_WITHIN_MS = 500;
/** tRPC's word to its clients: connect again, keep your subscriptions. */
const RECONNECT_NOTICE = JSON.stringify({ id: null, method: "reconnect" });

export interface StopParts {
  server: Server;
  upgrader: Upgrader;
  queue: CommitQueue;
  memory: NodeMemory;
  storage: Storage;
  log: Logger;
}

/** Takes nothing new, stores and acknowledges what was received, then lets everybody go. */
export async function stopHub({ server, upgrader, queue, memory, storage, log }: StopParts): Promise<void> {
  upgrader.stop();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const finish = async (): Promise<void> => {
    await queue.close();
    await memory.saveAll();
    await nextTurn();
    await Promise.all([dismiss(upgrader.sockets()), storage.close()]);
  };
  try {
    await within(STORAGE_WITHIN_MS, finish());
  } catch (thrown) {
    log.error("the storage did not close cleanly; what was acknowledged is kept", { reason: messageOf(thrown) });
    await Promise.all([dismiss(upgrader.sockets()), storage.terminate()]);
  }
  server.closeAllConnections();
  await closed;
}

/** Tells everybody why; who does not go by then is cut off. */
async function dismiss(sockets: readonly WebSocket[]): Promise<void> {
  const gone = sockets.map((socket) => once(socket, "close"));
  for (const socket of sockets) {
    socket.send(RECONNECT_NOTICE, () => {});
    closeSocket(socket, CLOSE_GOING_AWAY, "the hub is stopping");
  }
  await within(SOCKETS_WITHIN_MS, Promise.all(gone)).catch(() => {
    for (const socket of sockets) socket.terminate();
  });
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done in ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
