import type { CollectorState, GpuSnapshot, ProcessGpuUse } from "@vramfleet/core/snapshot";

/** A process as the driver lists it; who it is comes from the process source. */
export interface GpuProcess {
  pid: number;
  gpus: ProcessGpuUse[];
}

export interface GpuReading {
  collector: CollectorState;
  gpus: GpuSnapshot[];
  processes: GpuProcess[];
}

/**
 * Where GPU readings come from: NVML or the demo. A source never rejects for what a driver may do; it answers with the
 * collector's state, and with null for what could not be read. It is asked again only after it has answered.
 */
export interface GpuSource {
  read(atMs: number): Promise<GpuReading>;
  /** Releases the driver; resolves even while a driver call hangs. */
  close(): Promise<void>;
}
