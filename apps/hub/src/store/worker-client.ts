import { Worker } from "node:worker_threads";
import { HubError, messageOf } from "../errors.ts";
import type { CallRequest, StorageWorkerData, WorkerMessage } from "./calls.ts";
import { createPendingCalls, START_ID } from "./pending-calls.ts";

type InputOf<Calls, Name extends keyof Calls> = Calls[Name] extends { input: infer Input } ? Input : never;
type OutputOf<Calls, Name extends keyof Calls> = Calls[Name] extends { output: infer Output } ? Output : never;

/** A worker that could open its database. */
export interface WorkerClient<Calls> {
  call<Name extends keyof Calls & string>(name: Name, input: InputOf<Calls, Name>): Promise<OutputOf<Calls, Name>>;
  /** Resolves when the worker has ended, with why if nobody asked it to. */
  readonly ended: Promise<HubError | null>;
  /** Lets it finish what it was asked and close its files. */
  close(): Promise<void>;
  /** For a worker that does not answer. */
  terminate(): Promise<void>;
}

/** Starts a storage worker; rejects with the worker's HubError when it cannot open its database. */
export async function startWorker<Calls>(url: URL, data: StorageWorkerData): Promise<WorkerClient<Calls>> {
  const worker = new Worker(url, { workerData: data, name: `vramfleet-${data.role}` });
  const pending = createPendingCalls();
  worker.on("message", (message: WorkerMessage) => pending.deliver(message));
  let problem = "it ended";
  worker.on("error", (thrown) => {
    problem = messageOf(thrown);
  });
  let closing = false;
  const ended = new Promise<HubError | null>((resolve) => {
    worker.once("exit", () => {
      const gone = new HubError("storage_unavailable", `the storage ${data.role} stopped by itself: ${problem}`);
      pending.refuseAll(gone);
      resolve(closing ? null : gone);
    });
  });
  let nextId = START_ID + 1;
  const call = (name: string, input: unknown): Promise<unknown> => {
    const id = nextId++;
    return pending.answerTo(id, () => worker.postMessage({ id, name, input } satisfies CallRequest));
  };
  await pending.answerTo(START_ID, () => {});
  return {
    // The worker compiles against the same table of calls, so the output is the one that belongs to the name.
    call: (name, input) => call(name, input) as Promise<OutputOf<Calls, typeof name>>,
    ended,
    close: async () => {
      closing = true;
      await call("close", null);
      await ended;
    },
    terminate: async () => {
      closing = true;
      await worker.terminate();
    },
  };
}
