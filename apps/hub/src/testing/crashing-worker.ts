import { parentPort } from "node:worker_threads";

// A worker that speaks the storage workers' protocol and can be made to crash.
parentPort?.on("message", ({ id, name, input }: { id: number; name: string; input: unknown }) => {
  if (name === "crash") throw new Error(String(input));
  parentPort?.postMessage({ kind: "answer", id, output: input });
  if (name === "close") parentPort?.close();
});
parentPort?.postMessage({ kind: "ready" });
