import type { Logger } from "@vramfleet/core/log";
import { waitsInKernel } from "../proc/waits-in-kernel.ts";
import { announceChanges } from "./announce-changes.ts";
import { unreadGpu } from "./gpu-facts.ts";
import type { GpuReading, GpuSource } from "./gpu-source.ts";
import { createHangGuard } from "./hang-guard.ts";
import { createNvmlThread, type ThreadAnswer } from "./nvml-thread.ts";

export interface NvmlSourceOptions {
  /** Null: the library is searched in the known places. */
  libraryPath: string | null;
  /** File of `nvml-worker`; in a bundle, beside the bundle. */
  workerUrl: URL;
  log: Logger;
  /** Default "/sys". */
  sysRoot?: string;
  /** No answer for this long: the driver hangs. Default 5 s. */
  hungAfterMs?: number;
  /** No answer for this long: the process ends itself for its supervisor. Default 60 s. */
  killAfterMs?: number;
  /** Exiting would wait for the call, so this must not: default SIGKILL to this process. */
  killSelf?: () => void;
}

export interface NvmlSource extends GpuSource {
  /**
   * True while a driver call has not come back. `process.exit` would then wait for it, perhaps for ever: a program that
   * is done must end itself by SIGKILL.
   */
  callUnderWay(): boolean;
}

const HUNG_AFTER_MS = 5_000;
const KILL_AFTER_MS = 60_000;

/** GPU readings by NVML, called in a thread of its own; the thread is watched, and started anew when it ends. */
export function openNvmlSource(options: NvmlSourceOptions): NvmlSource {
  const { log, libraryPath, sysRoot = "/sys", workerUrl } = options;
  const thread = createNvmlThread({ workerUrl, data: { libraryPath, sysRoot }, log });
  const guard = createHangGuard({
    hungAfterMs: options.hungAfterMs ?? HUNG_AFTER_MS,
    killAfterMs: options.killAfterMs ?? KILL_AFTER_MS,
    killSelf: options.killSelf ?? (() => process.kill(process.pid, "SIGKILL")),
    waitsInKernel: () => waitsInKernel("/proc"),
    log,
  });
  let answered: GpuReading | null = null;
  let told: GpuReading | null = null;

  const hung = (sinceMs: number): GpuReading => {
    const why = { state: "failed", problem: "the NVIDIA driver does not answer" } as const;
    const gpus = (answered?.gpus ?? []).map((gpu) => unreadGpu(gpu.slotIndex, gpu, why));
    return { collector: { state: "hung", sinceMs }, gpus, processes: [] };
  };
  const readingOf = (answer: ThreadAnswer | "hung"): GpuReading => {
    if (answer === "hung") return hung(guard.sinceMs() ?? 0);
    if (!answer.ok) {
      const collector = { state: "unavailable", problem: "failed", message: answer.error } as const;
      return { collector, gpus: hung(0).gpus, processes: [] };
    }
    answered = answer.value;
    return answer.value;
  };

  return {
    async read(atMs) {
      const answer = guard.sinceMs() === null ? await guard.watch(thread.read(atMs), atMs) : "hung";
      const reading = readingOf(answer);
      for (const { level, event, fields } of announceChanges(told, reading)) log[level](event, fields);
      told = reading;
      return reading;
    },
    callUnderWay: () => guard.sinceMs() !== null,
    async close() {
      guard.stop();
      await thread.close();
    },
  };
}
