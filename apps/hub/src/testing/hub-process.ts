import { memoryLog } from "@vramfleet/core/testing/memory-log";
import { startHub } from "../main.ts";
import { MIGRATIONS_DIR, STORAGE_WORKER_URL, TOKEN } from "./test-hub.ts";

// A hub in a process of its own, for tests that kill it: data folder in, port out.
const hub = await startHub({
  port: 0,
  dataDir: process.argv[2] ?? "",
  agentToken: TOKEN,
  webRoot: null,
  simulated: false,
  historyDays: 7,
  storageWorkerUrl: STORAGE_WORKER_URL,
  migrationsDir: MIGRATIONS_DIR,
  log: memoryLog().log,
  nowMs: () => Date.now(),
});
process.stdout.write(`${hub.port}\n`);
