import { afterEach, expect, test } from "vitest";
import { eventually } from "../testing/eventually.ts";
import { createCleanup } from "../testing/test-hub.ts";
import { superviseWorker } from "./supervised-worker.ts";
import { startWorker } from "./worker-client.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

interface Calls {
  echo: { input: string; output: string };
  crash: { input: string; output: null };
}
const URL_OF_WORKER = new URL("../testing/crashing-worker.ts", import.meta.url);
const start = () => startWorker<Calls>(URL_OF_WORKER, { role: "writer", dataDir: "", migrationsDir: "" });

test("a worker that crashes refuses what it was asked, is told of, and is started again", async () => {
  const problems: string[] = [];
  const worker = await superviseWorker(start, (problem) => problems.push(problem));
  cleanup.add(() => worker.close());
  expect(await worker.call("echo", "one")).toBe("one");
  const asked = [worker.call("crash", "out of luck"), worker.call("echo", "lost")];
  for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: "storage_unavailable" });
  await eventually(() => problems).toEqual([expect.stringContaining("out of luck")]);
  await eventually(() => worker.isRunning()).toBe(true);
  expect(await worker.call("echo", "two")).toBe("two");
});

test("a worker that was asked to end is not started again", async () => {
  const problems: string[] = [];
  const worker = await superviseWorker(start, (problem) => problems.push(problem));
  await worker.close();
  await expect(worker.call("echo", "late")).rejects.toMatchObject({ code: "storage_unavailable" });
  expect(problems).toEqual([]);
});
