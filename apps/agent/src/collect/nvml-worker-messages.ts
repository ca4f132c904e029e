import type { GpuReading } from "./gpu-source.ts";

/** What the thread that calls NVML is started with. */
export interface NvmlWorkerData {
  /** Null: the library is searched in the known places. */
  libraryPath: string | null;
  sysRoot: string;
}

export type ToNvmlWorker = { kind: "read"; atMs: number } | { kind: "close" };

/** One for each `read`, in order. */
export interface FromNvmlWorker {
  reading: GpuReading;
}
