/** Entry of the thread that makes all NVML calls: they block, and the main thread must not. */
import { parentPort, workerData } from "node:worker_threads";
import { openNvml } from "@vramfleet/nvml/open";
import { createNvmlCollector } from "./nvml-collector.ts";
import type { FromNvmlWorker, NvmlWorkerData, ToNvmlWorker } from "./nvml-worker-messages.ts";
import { runtimeSuspended } from "./runtime-suspended.ts";

if (parentPort === null) throw new Error("nvml-worker is started as a thread, by nvml-source");
const port = parentPort;
// nvml-source, which alone starts this file, gives exactly this.
const { libraryPath, sysRoot } = workerData as NvmlWorkerData;

const collector = createNvmlCollector({
  open: () => openNvml({ libraryPath }),
  isSuspended: runtimeSuspended(sysRoot),
  clockMs: () => performance.now(),
});

// nvml-source sends nothing else.
port.on("message", (message: ToNvmlWorker) => {
  switch (message.kind) {
    case "read":
      port.postMessage({ reading: collector.read(message.atMs) } satisfies FromNvmlWorker);
      return;
    case "close":
      collector.close();
      port.close();
  }
});
