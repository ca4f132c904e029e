import { createHash } from "node:crypto";
import { createServer, type Server } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Failure } from "./failure.ts";

const RETRY_MS = 200;
const GIVE_UP_MS = 600_000;

/** Lets one process at a time do the work called `name`; others wait. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquire(name);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function acquire(name: string): Promise<Lock> {
  for (let waitedMs = 0; waitedMs < GIVE_UP_MS; waitedMs += RETRY_MS) {
    const lock = await tryLock(name);
    if (lock !== null) return lock;
    await wait(RETRY_MS);
  }
  throw new Failure(`another vramfleet has held "${name}" for 10 minutes. Stop it, then run this again.`);
}

export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the lock, or answers null while another process has it. It is a Linux abstract socket: the kernel frees it when
 * its holder ends, however it ends, so nothing stale is ever left behind.
 */
export async function tryLock(name: string): Promise<Lock | null> {
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 32);
  const server = await listen(`\0vramfleet-${digest}`);
  if (server === null) return null;
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listen(path: string): Promise<Server | null> {
  const server = createServer((socket) => void socket.destroy());
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(path, () => resolve(server));
  });
}
