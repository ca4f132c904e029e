/**
 * What one node reads at one instant. Every reading that could not be taken is `null`, never 0.
 * Memory is bytes as the driver gives them (MiB granular on most drivers).
 */
export interface Snapshot {
  /** Wall clock of the node, milliseconds since 1970. */
  atMs: number;
  /** The node's sampling interval: the time scale for "stale". */
  intervalMs: number;
  node: NodeFacts;
  host: HostReading;
  collector: CollectorState;
  /** In the driver's order; a lost or failed GPU keeps its place. */
  gpus: GpuSnapshot[];
  processes: ProcessSnapshot[];
}

export interface NodeFacts {
  nodeId: string;
  hostname: string;
  bootId: string | null;
  os: string | null;
  kernel: string | null;
  architecture: string;
  cpuModel: string | null;
  cpuCount: number | null;
  memoryTotalBytes: number | null;
  agentVersion: string;
  /** True for a demo node: every view that shows it says so. */
  simulated: boolean;
}

export interface HostReading {
  memoryAvailableBytes: number | null;
  /** Mean number of runnable tasks over 1, 5 and 15 minutes (/proc/loadavg). */
  load1MinCount: number | null;
  load5MinCount: number | null;
  load15MinCount: number | null;
  uptimeS: number | null;
}

/** Why there are no GPU readings, in terms a person can act on. */
export type CollectorProblem =
  "no_library" | "no_driver" | "version_mismatch" | "no_permission" | "no_devices" | "failed";

/** State of the source of GPU readings; `hung` while a driver call has not come back. */
export type CollectorState =
  | { state: "ok"; driverVersion: string | null; nvmlVersion: string | null; cudaVersion: string | null }
  | { state: "unavailable"; problem: CollectorProblem; message: string }
  | { state: "hung"; sinceMs: number };

export interface GpuMemory {
  totalBytes: number;
  /** Allocated by processes; excludes `reservedBytes` where that is known. */
  usedBytes: number;
  freeBytes: number;
  /** Held by the driver and firmware; null where the driver does not tell it apart from used. */
  reservedBytes: number | null;
}

/** `failed` is retried and may come back by itself; `lost` needs a reset or a reboot. */
export type GpuState = "ok" | "lost" | "failed";

export interface GpuSnapshot {
  /** The driver's index on this node, unstable across boots: identity is `uuid`. */
  slotIndex: number;
  state: GpuState;
  /** Words for a person; null when there is nothing to say. A GPU that sleeps is ok, without readings, and says so here. */
  problem: string | null;
  uuid: string | null;
  name: string | null;
  pciBusId: string | null;
  architecture: string | null;
  computeCapability: string | null;
  memory: GpuMemory | null;
  /** Percent of time with at least one kernel running. */
  utilPct: number | null;
  /** Percent of time the memory interface was busy; not how full the memory is. */
  memoryBusyPct: number | null;
  temperatureC: number | null;
  powerMw: number | null;
  powerLimitMw: number | null;
  powerMaxLimitMw: number | null;
  graphicsClockMhz: number | null;
  graphicsClockMaxMhz: number | null;
  memoryClockMhz: number | null;
  memoryClockMaxMhz: number | null;
  /** When the process list of this GPU was last read; lists are read more rarely than memory. */
  processesAtMs: number | null;
}

export type ProcessKind = "compute" | "graphics" | "mps";

/** What one process holds on one GPU. */
export interface ProcessGpuUse {
  slotIndex: number;
  /** Null where the driver does not tell (WSL, some vGPU guests). */
  usedBytes: number | null;
  kinds: ProcessKind[];
}

/** `degraded`: the pid alone names it, since its start could not be read from /proc. */
export type ProcessIdentityState = "exact" | "degraded";

export interface ProcessSnapshot {
  pid: number;
  /** Clock ticks after boot at which it started (/proc/<pid>/stat field 22). */
  startTicks: number | null;
  identity: ProcessIdentityState;
  uid: number | null;
  user: string | null;
  /** Short name of the program. */
  program: string | null;
  /** As much of the command line as `command_lines` allows, secrets masked. */
  command: string | null;
  startedAtMs: number | null;
  gpus: ProcessGpuUse[];
}
