import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildFakeNvml } from "@vramfleet/nvml/fake/build";
import { type Scenario, writeScenario } from "@vramfleet/nvml/fake/scenario";

export interface FakeNvml {
  libraryPath: string;
  scenarioPath: string;
  play(scenario: Scenario): void;
  remove(): void;
}

/** The fake library and a scenario for it, which this process plays from now on, in every thread. */
export async function fakeNvml(env: NodeJS.ProcessEnv): Promise<FakeNvml> {
  const directory = mkdtempSync(join(tmpdir(), "vramfleet-nvml-"));
  const scenarioPath = join(directory, "scenario");
  env["VRAMFLEET_FAKE_SCENARIO"] = scenarioPath;
  return {
    libraryPath: await buildFakeNvml(),
    scenarioPath,
    play: (scenario) => writeScenario(scenarioPath, scenario),
    remove: () => rmSync(directory, { recursive: true }),
  };
}
