/** Opens the library in a thread of its own and reads memory once for each message; posts "open", then each reading. */
import { parentPort, workerData } from "node:worker_threads";
import { openNvml } from "../open.ts";

if (parentPort === null || typeof workerData !== "string")
  throw new Error("start this as a worker with a library's path");
const port = parentPort;
const opened = openNvml({ libraryPath: workerData });
if (!opened.ok) throw new Error(opened.unavailable.message);
const device = opened.nvml.device(0);
if (!device.ok) throw new Error(device.failure.name);

port.on("message", () => port.postMessage(device.value.memory()));
port.postMessage("open");
