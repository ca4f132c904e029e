import type { Board } from "./boards.ts";
import { hash01 } from "./rng.ts";
import { clamp } from "./workload.ts";

/** What a GPU is asked to do in one second; ratios 0..1. */
export interface GpuLoad {
  hasContext: boolean;
  busyRatio: number;
  memoryBusyRatio: number;
  /** Share of the power range above rest. */
  powerRatio: number;
}

export interface GpuPhysics {
  powerMw: number;
  temperatureC: number;
  graphicsClockMhz: number;
  memoryClockMhz: number;
}

/** Ages of the power values that heat the board now, seconds, with their weights: a lag of about a minute. */
const HEAT_TAPS = [
  [0, 0.1],
  [10, 0.2],
  [25, 0.22],
  [50, 0.2],
  [90, 0.16],
  [160, 0.12],
] as const;

/** Power, temperature and clocks that fit the load at a whole second; `seed` names the GPU. */
export function gpuPhysics(
  gpu: { board: Board; seed: number },
  second: number,
  loadAt: (second: number) => GpuLoad,
): GpuPhysics {
  const { board, seed } = gpu;
  const load = loadAt(second);
  const share = powerShare(board, load);
  const idleShare = board.power.idleW / board.power.limitW;
  const heat = HEAT_TAPS.reduce(
    (sum, [ageS, weight]) => sum + (weight * (powerShare(board, loadAt(second - ageS)) - idleShare)) / (1 - idleShare),
    0,
  );
  const flicker = 1 + 0.025 * (hash01(seed, second) - 0.5);
  const inletC = 5 * hash01(seed, 0);
  const { idleC, hotC } = board.heat;
  return {
    powerMw: Math.round(clamp(share * flicker, 0, 1) * board.power.limitW * 1_000),
    temperatureC: Math.round(idleC + inletC + (hotC - idleC) * heat ** 0.85),
    ...clocks(board, load, share),
  };
}

/** Share of the power limit drawn, 0..1. */
function powerShare(board: Board, load: GpuLoad): number {
  const { limitW, contextW, idleW } = board.power;
  const restW = load.hasContext ? contextW : idleW;
  return (restW + (limitW - restW) * load.powerRatio) / limitW;
}

function clocks(board: Board, load: GpuLoad, share: number) {
  const awake = load.busyRatio > 0 || (load.hasContext && board.holdsClocks);
  if (!awake) return { graphicsClockMhz: board.graphicsMhz.idle, memoryClockMhz: board.memoryMhz.idle };
  // Near the power limit the board lowers its clock, in steps of 15 MHz.
  const boostMhz = board.graphicsMhz.max * (0.985 - 0.28 * clamp(share - 0.7, 0, 0.3));
  return { graphicsClockMhz: Math.floor(boostMhz / 15) * 15, memoryClockMhz: board.memoryMhz.max };
}
