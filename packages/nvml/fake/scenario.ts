/**
 * What the fake library plays, as types, and the text it reads (format: README.md beside this file).
 *
 * GPU 0 an H100 on which pid 1234 holds 10 GiB growing by 100 MiB/s, GPU 1 lost from second 10 to second 20:
 *
 *   const libraryPath = await buildFakeNvml();
 *   writeScenario(path, {
 *     gpus: [
 *       { board: boards.h100, processes: [{ pid: 1234, usedBytes: growing({ fromBytes: 10 * GIB, rateBytesPerS: 100 * MIB }) }] },
 *       { board: boards.h100, lost: [{ fromS: 10, toS: 20 }] },
 *     ],
 *   });
 *   // then run with VRAMFLEET_FAKE_SCENARIO=path and VRAMFLEET_NVML=libraryPath; write the file again to change it live.
 */
import { renameSync, writeFileSync } from "node:fs";
import { formatFault, formatGpu } from "./format-gpu.ts";
import { milliseconds } from "./format-values.ts";
import type { Scenario } from "./scenario-types.ts";
import type { Series } from "./series.ts";

export type {
  FakeAccount,
  FakeAccounting,
  FakeEcc,
  FakeEvent,
  FakeField,
  FakeFieldType,
  FakeHealth,
  FakeMig,
  FakeMigInstance,
} from "./scenario-health.ts";
export type { FailingCall, FakeGpu, FakeProcess, ProcessList, Scenario, SlowCall } from "./scenario-types.ts";
export type { Series, TimeWindow } from "./series.ts";

export interface Growth {
  fromBytes: number;
  rateBytesPerS: number;
  /** Default 0. */
  fromS?: number;
  /** Flat from here on. Default: an hour's growth. */
  untilBytes?: number;
}

/** A straight rise that stays flat before `fromS` and after `untilBytes`. */
export function growing(growth: Growth): Series {
  const fromS = growth.fromS ?? 0;
  const untilBytes = growth.untilBytes ?? growth.fromBytes + growth.rateBytesPerS * 3600;
  const endS = fromS + (untilBytes - growth.fromBytes) / growth.rateBytesPerS;
  return {
    mode: "linear",
    points: [
      [fromS, growth.fromBytes],
      [endS, untilBytes],
    ],
  };
}

export function formatScenario(scenario: Scenario): string {
  const lines = [
    "vramfleet-fake-nvml 1",
    `driver ${scenario.driverVersion ?? "570.148.08"}`,
    `nvml ${scenario.nvmlVersion ?? "12.570.148.08"}`,
    `cuda ${scenario.cudaVersion ?? 12080}`,
    ...(scenario.startMs === undefined ? [] : [`start_ms ${Math.round(scenario.startMs)}`]),
    ...(scenario.upgrade === undefined
      ? []
      : [`upgrade ${milliseconds(scenario.upgrade.atS)} ${scenario.upgrade.driverVersion}`]),
    ...Object.entries(scenario.processStrides ?? {}).map(([version, bytes]) => `stride ${version} ${bytes}`),
    ...[...(scenario.failing ?? []), ...(scenario.slow ?? [])].map((fault) => formatFault(fault)),
    ...scenario.gpus.flatMap((gpu, index) => formatGpu(gpu, index)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Replaces the file in one step: a library reading it at the same time sees the old or the new scenario, never a part. */
export function writeScenario(path: string, scenario: Scenario): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, formatScenario(scenario));
  renameSync(draft, path);
}
