import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import type { CallRequest, StorageWorkerData, WorkerMessage } from "./calls.ts";
import { databasePath } from "./database-path.ts";
import { toStorageError } from "./to-storage-error.ts";

const startSchema = z.object({
  role: z.enum(["writer", "reader"]),
  dataDir: z.string(),
  migrationsDir: z.string(),
}) satisfies z.ZodType<StorageWorkerData>;

const start = startSchema.parse(workerData);
const path = databasePath(start.dataDir);
const port = parentPort;
const post = (message: WorkerMessage): void => port?.postMessage(message);

function failureOf(thrown: unknown) {
  const { code, message } = toStorageError(thrown, path);
  return { code, message };
}

/** The writer's modules are loaded by the writer only: a reader needs no migrations and starts sooner. */
async function createHandlers(): Promise<object> {
  if (start.role === "reader") return (await import("./reader.ts")).createReader(start.dataDir);
  return (await import("./writer.ts")).createWriter(start.dataDir, start.migrationsDir);
}

function serve(handlers: object): void {
  const byName = new Map<string, unknown>(Object.entries(handlers));
  port?.on("message", ({ id, name, input }: CallRequest) => {
    try {
      const handler = byName.get(name);
      if (typeof handler !== "function") throw new TypeError(`the storage worker has no call ${name}`);
      // The calls' types pair this input with this handler: both ends are compiled against calls.ts.
      const output: unknown = (handler as (input: unknown) => unknown)(input);
      post({ kind: "answer", id, output });
      if (name === "close") port.close();
    } catch (thrown) {
      post({ kind: "refusal", id, failure: failureOf(thrown) });
    }
  });
}

try {
  serve(await createHandlers());
  post({ kind: "ready" });
} catch (thrown) {
  post({ kind: "failed", failure: failureOf(thrown) });
  port?.close();
}
