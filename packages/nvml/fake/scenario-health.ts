/** What a scenario may say of a GPU beyond memory, processes and the basic sensors. What is absent is unsupported (code 3). */
import type { Series, TimeWindow } from "./series.ts";

/** nvmlValueType_t, 0 to 6. */
export type FakeFieldType = "double" | "u32" | "ulong" | "u64" | "i64" | "i32" | "u16";

/** One value of nvmlDeviceGetFieldValues, or the code its entry answers. Values are whole, and may be below zero. */
export type FakeField =
  { id: number; scope?: number; type: FakeFieldType; value: Series } | { id: number; scope?: number; code: number };

export interface FakeEcc {
  corrected?: { volatile?: Series; aggregate?: Series };
  uncorrected?: { volatile?: Series; aggregate?: Series };
}

export interface FakeHealth {
  energyMj?: Series;
  performanceState?: Series;
  fanPct?: Series;
  /** Bits of nvmlClocksEventReason*. */
  throttleReasons?: Series;
  /** By nvmlTemperatureThresholds_t: 0 shutdown, 1 slowdown, 2 memory maximum, 3 GPU maximum. */
  temperatureThresholdsC?: Readonly<Record<number, number>>;
  ecc?: FakeEcc;
  /** Before Ampere. */
  retiredPages?: { singleBit: number; doubleBit: number; isPending: boolean };
  /** Ampere and later. */
  remappedRows?: { correctable: number; uncorrectable: number; isPending: boolean; hasFailed: boolean };
  pcieKbPerS?: { tx: number; rx: number };
  /** By link: 1 active, 0 not. */
  nvlinks?: readonly Series[];
  fields?: readonly FakeField[];
  /** 0 none, 1 passed through, 2 virtual GPU in a guest, 3 host of virtual GPUs. */
  virtualization?: number;
}

/** A MIG device in a slot, from `fromS` until before `toS`. Its processes are those of its `gpuInstanceId`. */
export interface FakeMigInstance extends TimeWindow {
  slot: number;
  uuid: string;
  /** e.g. "1g.10gb"; the name is the board's and "MIG 1g.10gb". */
  profile: string;
  gpuInstanceId: number;
  computeInstanceId: number;
  totalBytes: number;
  reservedBytes?: number;
  multiprocessors?: number;
  slices?: number;
}

export interface FakeMig {
  isEnabled: boolean;
  /** Default: as it is. */
  isPending?: boolean;
  /** Slots a GPU has while MIG is on; default 7. */
  maxDevices?: number;
  /** Memory and processes of the whole GPU are an administrator's alone (code 4). */
  parentDenied?: boolean;
  instances?: readonly FakeMigInstance[];
}

/** At `atS`; `count` times, `everyS` apart, in a storm. */
export interface FakeEvent {
  atS: number;
  /** One bit of the event mask, e.g. 8 for an XID. */
  type: number;
  /** The XID's number where it is one. */
  data: number;
  everyS?: number;
  count?: number;
  gpuInstanceId?: number;
  computeInstanceId?: number;
}

/** Of several with one pid the last is what the GPU answers. */
export interface FakeAccount {
  pid: number;
  startedUs: number;
  /** Absent: not available. */
  peakBytes?: number;
  timeMs?: number;
  gpuPct?: number;
  memoryPct?: number;
  /** Running before. */
  endedAtS?: number;
}

export interface FakeAccounting {
  isOn: boolean;
  accounts?: readonly FakeAccount[];
}
