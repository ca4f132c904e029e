import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { buildFakeNvml } from "./build.ts";

const run = promisify(execFile);
let output = "";
beforeAll(() => {
  output = mkdtempSync(join(tmpdir(), "fake-nvml-build-"));
});
afterAll(() => rmSync(output, { recursive: true }));

test("several processes may build at once, and what is built is not built again", async () => {
  const script = `
    const { buildFakeNvml } = await import(${JSON.stringify(join(import.meta.dirname, "build.ts"))});
    process.stdout.write(await buildFakeNvml("current", ${JSON.stringify(output)}));
  `;
  const builds = await Promise.all([1, 2, 3].map(() => run(process.execPath, ["--input-type=module", "-e", script])));
  const paths = new Set(builds.map((build) => build.stdout));
  expect(paths.size).toBe(1);
  const [path = ""] = paths;
  expect(readdirSync(dirname(path))).toEqual(["libnvidia-ml.so.1"]);

  const { ino } = statSync(path);
  expect(await buildFakeNvml("current", output)).toBe(path);
  expect(statSync(path).ino).toBe(ino);
});

test("without gcc the error says what to install", async () => {
  vi.stubEnv("PATH", join(output, "empty"));
  await expect(buildFakeNvml("r470", output)).rejects.toThrow("apt-get install gcc libc6-dev");
  vi.unstubAllEnvs();
});
