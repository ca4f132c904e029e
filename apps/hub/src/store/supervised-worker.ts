import { HubError, messageOf } from "../errors.ts";
import type { WorkerClient } from "./worker-client.ts";

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;

/** A worker that is started again when it ends by itself; calls made meanwhile are refused, never kept. */
export interface SupervisedWorker<Calls> extends Pick<WorkerClient<Calls>, "call" | "close" | "terminate"> {
  isRunning(): boolean;
}

export async function superviseWorker<Calls>(
  start: () => Promise<WorkerClient<Calls>>,
  report: (problem: string) => void,
): Promise<SupervisedWorker<Calls>> {
  let current: WorkerClient<Calls> | null = await start();
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let delayMs = FIRST_DELAY_MS;

  const restart = (): void => {
    timer = null;
    start().then(
      async (client) => {
        if (stopped) return client.terminate();
        delayMs = FIRST_DELAY_MS;
        watch(client);
      },
      (thrown: unknown) => lose(messageOf(thrown)),
    );
  };
  const lose = (problem: string): void => {
    current = null;
    if (stopped) return;
    report(problem);
    timer = setTimeout(restart, delayMs);
    delayMs = Math.min(2 * delayMs, MAX_DELAY_MS);
  };
  const watch = (client: WorkerClient<Calls>): void => {
    current = client;
    void client.ended.then((problem) => problem !== null && lose(problem.message));
  };
  watch(current);

  const stop = async (end: (client: WorkerClient<Calls>) => Promise<void>): Promise<void> => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    if (current !== null) await end(current);
  };
  return {
    isRunning: () => current !== null,
    call: (name, input) =>
      current?.call(name, input) ??
      Promise.reject(new HubError("storage_unavailable", "the storage worker is being started again")),
    close: () => stop((client) => client.close()),
    terminate: () => stop((client) => client.terminate()),
  };
}
