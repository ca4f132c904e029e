/** A process that reads NVML with a short patience, says each state, and means to exit after 30 s. */
import { openNvmlSource } from "../collect/nvml-source.ts";
import { memoryLog } from "@vramfleet/core/testing/memory-log";

const source = openNvmlSource({
  libraryPath: process.argv[2] ?? null,
  workerUrl: new URL("../collect/nvml-worker.ts", import.meta.url),
  log: memoryLog().log,
  hungAfterMs: 100,
  killAfterMs: 300,
});
setTimeout(() => process.exit(0), 30_000);
for (;;) {
  const { collector } = await source.read(Date.now());
  process.stdout.write(`${collector.state}\n`);
  await new Promise((done) => setTimeout(done, 50));
}
