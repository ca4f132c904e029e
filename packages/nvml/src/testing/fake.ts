/** A fake library and its scenario file, for one test file: the library's state belongs to the process. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildFakeNvml } from "../../fake/build.ts";
import type { FakeLibrary } from "../../fake/libraries.ts";
import { writeScenario, type Scenario } from "../../fake/scenario.ts";
import type { Nvml, NvmlDevice, NvmlReading } from "../nvml.ts";
import { openNvml } from "../open.ts";

export interface Fake {
  /** For VRAMFLEET_FAKE_SCENARIO. */
  scenarioPath: string;
  play(scenario: Scenario): void;
  /** Ends the generation before, plays the scenario and opens the library. */
  open(scenario: Scenario, library?: FakeLibrary): Promise<Nvml>;
  /** The same, and what a device does not support is not asked again. */
  openRemembering(scenario: Scenario): Promise<Nvml>;
  /** The same, and the device in slot 0. */
  openDevice(scenario: Scenario, library?: FakeLibrary): Promise<NvmlDevice>;
  close(): void;
}

export function createFake(): Fake {
  const directory = mkdtempSync(join(tmpdir(), "fake-nvml-"));
  const scenarioPath = join(directory, "scenario.txt");
  let current: Nvml | null = null;
  const openOnce = (scenario: Scenario, options: Parameters<typeof openNvml>[0]): Nvml => {
    current?.shutdown();
    fake.play(scenario);
    const opened = openNvml(options);
    if (!opened.ok) throw new Error(opened.unavailable.message);
    current = opened.nvml;
    return opened.nvml;
  };
  const fake: Fake = {
    scenarioPath,
    play: (scenario) => writeScenario(scenarioPath, scenario),
    open: async (scenario, library) => openOnce(scenario, { libraryPath: await buildFakeNvml(library) }),
    openRemembering: async (scenario) =>
      openOnce(scenario, { libraryPath: await buildFakeNvml(), rememberUnsupported: true }),
    openDevice: async (scenario, library) => valueOf((await fake.open(scenario, library)).device(0)),
    close: () => {
      current?.shutdown();
      rmSync(directory, { recursive: true });
    },
  };
  return fake;
}

export function valueOf<T>(reading: NvmlReading<T>): T {
  if (!reading.ok) throw new Error(`${reading.failure.call} answered ${reading.failure.code}`);
  return reading.value;
}

/** `startMs` with which it is now that second of the scenario. */
export function nowIsSecond(second: number): { startMs: number } {
  return { startMs: Date.now() - second * 1000 };
}
