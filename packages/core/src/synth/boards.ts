/** A GPU model as its driver reports it. */
export interface Board {
  /** Short name, used in node names. */
  shortName: string;
  name: string;
  architecture: string;
  computeCapability: string;
  memory: { totalMib: number; reservedMib: number };
  /** `contextW`: at rest but with a context open. */
  power: { limitW: number; maxLimitW: number; idleW: number; contextW: number };
  heat: { idleC: number; hotC: number };
  graphicsMhz: ClockRange;
  memoryMhz: ClockRange;
  /** Clocks stay up while a context is open. */
  holdsClocks: boolean;
  host: { cpuModel: string; cpuCount: number; memoryGib: number };
}

interface ClockRange {
  idle: number;
  max: number;
}

const SXM_HOST = { cpuModel: "Intel(R) Xeon(R) Platinum 8480C", cpuCount: 224, memoryGib: 2_015 };
const PCIE_HOST = { cpuModel: "AMD EPYC 9354 32-Core Processor", cpuCount: 128, memoryGib: 755 };

const H100: Board = {
  shortName: "h100",
  name: "NVIDIA H100 80GB HBM3",
  architecture: "Hopper",
  computeCapability: "9.0",
  memory: { totalMib: 81_559, reservedMib: 551 },
  power: { limitW: 700, maxLimitW: 700, idleW: 69, contextW: 114 },
  heat: { idleC: 27, hotC: 69 },
  graphicsMhz: { idle: 345, max: 1_980 },
  memoryMhz: { idle: 2_619, max: 2_619 },
  holdsClocks: true,
  host: SXM_HOST,
};

const H200: Board = {
  ...H100,
  shortName: "h200",
  name: "NVIDIA H200",
  memory: { totalMib: 143_771, reservedMib: 609 },
  power: { limitW: 700, maxLimitW: 700, idleW: 76, contextW: 118 },
  memoryMhz: { idle: 3_201, max: 3_201 },
};

const A100: Board = {
  shortName: "a100",
  name: "NVIDIA A100-SXM4-80GB",
  architecture: "Ampere",
  computeCapability: "8.0",
  memory: { totalMib: 81_920, reservedMib: 693 },
  power: { limitW: 400, maxLimitW: 400, idleW: 58, contextW: 82 },
  heat: { idleC: 29, hotC: 66 },
  graphicsMhz: { idle: 210, max: 1_410 },
  memoryMhz: { idle: 1_593, max: 1_593 },
  holdsClocks: true,
  host: { cpuModel: "AMD EPYC 7742 64-Core Processor", cpuCount: 256, memoryGib: 1_007 },
};

const L40S: Board = {
  shortName: "l40s",
  name: "NVIDIA L40S",
  architecture: "Ada Lovelace",
  computeCapability: "8.9",
  memory: { totalMib: 46_068, reservedMib: 595 },
  power: { limitW: 350, maxLimitW: 350, idleW: 33, contextW: 84 },
  heat: { idleC: 28, hotC: 74 },
  graphicsMhz: { idle: 210, max: 2_520 },
  memoryMhz: { idle: 405, max: 9_001 },
  holdsClocks: true,
  host: PCIE_HOST,
};

const RTX_4090: Board = {
  shortName: "rtx4090",
  name: "NVIDIA GeForce RTX 4090",
  architecture: "Ada Lovelace",
  computeCapability: "8.9",
  memory: { totalMib: 24_564, reservedMib: 455 },
  power: { limitW: 450, maxLimitW: 600, idleW: 21, contextW: 31 },
  heat: { idleC: 33, hotC: 71 },
  graphicsMhz: { idle: 210, max: 3_105 },
  memoryMhz: { idle: 405, max: 10_501 },
  holdsClocks: false,
  host: { cpuModel: "AMD Ryzen Threadripper PRO 5965WX 24-Cores", cpuCount: 48, memoryGib: 251 },
};

const T4: Board = {
  shortName: "t4",
  name: "Tesla T4",
  architecture: "Turing",
  computeCapability: "7.5",
  memory: { totalMib: 15_360, reservedMib: 449 },
  power: { limitW: 70, maxLimitW: 70, idleW: 10, contextW: 27 },
  heat: { idleC: 34, hotC: 76 },
  graphicsMhz: { idle: 300, max: 1_590 },
  memoryMhz: { idle: 405, max: 5_001 },
  holdsClocks: true,
  host: { cpuModel: "Intel(R) Xeon(R) Gold 6248 CPU @ 2.50GHz", cpuCount: 80, memoryGib: 376 },
};

/** Board of each node in turn, so that a small fleet is mixed too. */
export const BOARD_CYCLE = [H100, A100, L40S, RTX_4090, H100, A100, T4, H100, A100, L40S, RTX_4090, H200] as const;
