import type { ReaderCalls, WriterCalls } from "./calls.ts";
import type { History, NodeStore } from "./history.ts";
import { superviseWorker } from "./supervised-worker.ts";
import { startWorker } from "./worker-client.ts";

export interface StorageOptions {
  workerUrl: URL;
  dataDir: string;
  migrationsDir: string;
  report: (problem: string) => void;
}

export interface Storage {
  history: History;
  nodes: NodeStore;
  isRunning(): boolean;
  close(): Promise<void>;
  /** For a storage that does not close in time. What was acknowledged is durable either way. */
  terminate(): Promise<void>;
}

/** One worker that writes and one that reads the same file. Rejects with a HubError when it cannot be opened. */
export async function openStorage({ workerUrl, report, ...data }: StorageOptions): Promise<Storage> {
  const writer = await superviseWorker(() => startWorker<WriterCalls>(workerUrl, { role: "writer", ...data }), report);
  const reader = await superviseWorker(
    () => startWorker<ReaderCalls>(workerUrl, { role: "reader", ...data }),
    report,
  ).catch(async (thrown: unknown) => {
    await writer.close();
    throw thrown;
  });
  return {
    history: {
      append: (batches) => writer.call("append", batches),
      storedSeq: (nodeId, epoch) => writer.call("storedSeq", { nodeId, epoch }),
      range: (query) => reader.call("range", query),
      dropBefore: (beforeMs) => writer.call("dropBefore", beforeMs),
    },
    nodes: {
      load: () => writer.call("loadNodes", null),
      save: async (nodes) => {
        await writer.call("saveNodes", nodes);
      },
    },
    isRunning: () => writer.isRunning() && reader.isRunning(),
    close: async () => {
      await reader.close();
      await writer.close();
    },
    terminate: async () => {
      await Promise.all([reader.terminate(), writer.terminate()]);
    },
  };
}
