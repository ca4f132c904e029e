/** GPU boards as data, for scenarios of the fake library. */

const MIB = 1024 ** 2;

export interface ClocksMhz {
  graphics: number;
  sm: number;
  memory: number;
  video: number;
}

/** What does not change while a GPU works. Null is a reading the board's driver does not support. */
export interface Board {
  name: string;
  /** nvmlDeviceArchitecture_t: 6 Turing, 7 Ampere, 8 Ada, 9 Hopper, 10 Blackwell. */
  architecture: number;
  computeCapability: readonly [major: number, minor: number];
  totalBytes: number;
  /** Held by driver and firmware; depends on the driver's version too. */
  reservedBytes: number;
  powerLimitMw: number;
  powerMinMw: number;
  powerMaxMw: number;
  idlePowerMw: number;
  maxClocksMhz: ClocksMhz | null;
}

// Data-centre figures: idle boards as nvidia-smi reports them under drivers 570 to 595.
const t4: Board = {
  name: "Tesla T4",
  architecture: 6,
  computeCapability: [7, 5],
  totalBytes: 15360 * MIB,
  reservedBytes: 447 * MIB,
  powerLimitMw: 70_000,
  powerMinMw: 60_000,
  powerMaxMw: 70_000,
  idlePowerMw: 33_510,
  maxClocksMhz: { graphics: 1590, sm: 1590, memory: 5001, video: 1470 },
};

const a100: Board = {
  name: "NVIDIA A100-SXM4-40GB",
  architecture: 7,
  computeCapability: [8, 0],
  totalBytes: 40960 * MIB,
  reservedBytes: 517 * MIB,
  powerLimitMw: 400_000,
  powerMinMw: 100_000,
  powerMaxMw: 400_000,
  idlePowerMw: 49_680,
  maxClocksMhz: { graphics: 1410, sm: 1410, memory: 1215, video: 1290 },
};

const l40s: Board = {
  name: "NVIDIA L40S",
  architecture: 8,
  computeCapability: [8, 9],
  totalBytes: 46068 * MIB,
  reservedBytes: 608 * MIB,
  powerLimitMw: 350_000,
  powerMinMw: 100_000,
  powerMaxMw: 350_000,
  idlePowerMw: 65_640,
  maxClocksMhz: { graphics: 2520, sm: 2520, memory: 9001, video: 1965 },
};

const h100: Board = {
  name: "NVIDIA H100 80GB HBM3",
  architecture: 9,
  computeCapability: [9, 0],
  totalBytes: 81559 * MIB,
  reservedBytes: 479 * MIB,
  powerLimitMw: 700_000,
  powerMinMw: 200_000,
  powerMaxMw: 700_000,
  idlePowerMw: 68_570,
  maxClocksMhz: { graphics: 1980, sm: 1980, memory: 2619, video: 1545 },
};

const h200: Board = {
  name: "NVIDIA H200",
  architecture: 9,
  computeCapability: [9, 0],
  totalBytes: 143771 * MIB,
  reservedBytes: 699 * MIB,
  powerLimitMw: 700_000,
  powerMinMw: 200_000,
  powerMaxMw: 700_000,
  idlePowerMw: 75_000,
  maxClocksMhz: { graphics: 1980, sm: 1980, memory: 3201, video: 1545 },
};

const b200: Board = {
  name: "NVIDIA B200",
  architecture: 10,
  computeCapability: [10, 0],
  totalBytes: 183359 * MIB,
  reservedBytes: 727 * MIB,
  powerLimitMw: 1_000_000,
  powerMinMw: 200_000,
  powerMaxMw: 1_000_000,
  idlePowerMw: 195_680,
  maxClocksMhz: { graphics: 1965, sm: 1965, memory: 3996, video: 1965 },
};

// Consumer boards: totals and default limits are the vendor's; the reserve, the limits' range and idle power differ
// between makers, so these are plausible round figures. Clocks differ likewise and stay unsupported.
const rtx4090: Board = {
  name: "NVIDIA GeForce RTX 4090",
  architecture: 8,
  computeCapability: [8, 9],
  totalBytes: 24564 * MIB,
  reservedBytes: 350 * MIB,
  powerLimitMw: 450_000,
  powerMinMw: 150_000,
  powerMaxMw: 600_000,
  idlePowerMw: 20_000,
  maxClocksMhz: null,
};

const rtx3060: Board = {
  name: "NVIDIA GeForce RTX 3060",
  architecture: 7,
  computeCapability: [8, 6],
  totalBytes: 12288 * MIB,
  reservedBytes: 200 * MIB,
  powerLimitMw: 170_000,
  powerMinMw: 100_000,
  powerMaxMw: 200_000,
  idlePowerMw: 15_000,
  maxClocksMhz: null,
};

export const boards = { t4, a100, l40s, h100, h200, b200, rtx4090, rtx3060 };
