/** What a scenario of the fake library may say. */
import type { Board, ClocksMhz } from "./boards.ts";
import type { FakeAccounting, FakeEvent, FakeHealth, FakeMig } from "./scenario-health.ts";
import type { Series, TimeWindow } from "./series.ts";

/** Answers `code` where `call` would succeed. `call` is a C name, or a prefix with a trailing "*". */
export interface FailingCall extends TimeWindow {
  call: string;
  code: number;
}

/** The call first sleeps `delayMs`; null: it hangs until the window ends or the scenario is rewritten without it. */
export interface SlowCall extends TimeWindow {
  call: string;
  delayMs: number | null;
}

export type ProcessList = "compute" | "graphics" | "mps";

/** `fromS` and `toS` bound its life. */
export interface FakeProcess extends TimeWindow {
  pid: number;
  /** Null: the driver answers "not available". */
  usedBytes: Series | null;
  /** Default: compute alone. */
  lists?: readonly ProcessList[];
  gpuInstanceId?: number;
  computeInstanceId?: number;
}

/** Defaults are those of an idle board; null where a reading may be null makes its call unsupported (code 3). */
export interface FakeGpu {
  board: Board;
  /** Default: made from the index, so give one where several nodes meet in one hub. */
  uuid?: string;
  /** Default "00000000:1A:00.0" and on from there. */
  pciBusId?: string;
  /** Used by nobody in the process lists. Default 0. */
  baseBytes?: Series;
  /** In place of the sum of base and processes. */
  usedBytes?: Series;
  processes?: readonly FakeProcess[];
  gpuPct?: Series | null;
  memoryPct?: Series;
  temperatureC?: Series | null;
  powerMw?: Series | null;
  clocksMhz?: ClocksMhz | null;
  /** While lost every call on it answers 15, its handle included. */
  lost?: readonly TimeWindow[];
  /** Code with which its slot answers instead of a handle. */
  handleFails?: readonly (TimeWindow & { code: number })[];
  failing?: readonly FailingCall[];
  slow?: readonly SlowCall[];
  health?: FakeHealth;
  /** Absent: not capable. */
  mig?: FakeMig;
  /** At most 16; without any, events are unsupported. Before anything can be told, a registration must be. */
  events?: readonly FakeEvent[];
  /** Absent: unsupported. */
  accounting?: FakeAccounting;
}

export interface Scenario {
  /** Default "570.148.08". */
  driverVersion?: string;
  /** Default "12.570.148.08". */
  nvmlVersion?: string;
  /** As the C call answers it; default 12080, that is 12.8. */
  cudaVersion?: number;
  /** Unix time of second 0: several processes then see the same moment. */
  startMs?: number;
  /**
   * An upgrade of the driver under the program (needs `startMs`): a library opened before answers 18 from then on; one
   * mapped afterwards, from a file that was written anew, is the new driver's.
   */
  upgrade?: { atS: number; driverVersion: string };
  gpus: readonly FakeGpu[];
  /** For every GPU and for calls without one; e.g. { call: "nvmlInit*", code: 9 } is a machine without a driver. */
  failing?: readonly FailingCall[];
  slow?: readonly SlowCall[];
  /** Bytes of one process record where a driver differs from the header: v3 wrote 32 in drivers 535.43 to 535.86. */
  processStrides?: { v1?: 16 | 24 | 32; v2?: 16 | 24 | 32; v3?: 16 | 24 | 32 };
}
