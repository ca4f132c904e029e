/**
 * Everything CI checks, in one command. Each step's output is shown when it fails (or always with --verbose); the last
 * line counts the tests. A step whose system tool is missing fails in CI and is named as skipped elsewhere.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { missingTools } from "./system-tools.ts";

interface Step {
  name: string;
  command: string;
  /** Name of the vitest JSON report this step writes. */
  report?: string;
  needs?: string;
}

const REPORTS = ".test-report";
const vitest = (report: string, config: string) =>
  `vitest run --config ${config} --reporter=default --reporter=json --outputFile.json=${REPORTS}/${report}.json`;

const STEPS: Step[] = [
  { name: "types", command: "turbo run typecheck --output-logs=errors-only && tsc -p scripts/tsconfig.json" },
  { name: "format", command: "prettier --check --log-level warn ." },
  { name: "lint", command: "oxlint --type-aware --deny-warnings" },
  { name: "imports", command: "depcruise --config .dependency-cruiser.cjs --output-type err-long packages apps" },
  { name: "unused code", command: "knip --no-progress" },
  { name: "unit tests", command: vitest("unit", "vitest.config.ts"), report: "unit", needs: "gcc" },
  { name: "end-to-end tests", command: vitest("e2e", "vitest.e2e.config.ts"), report: "e2e", needs: "chromium" },
];

const say = (line: string) => process.stderr.write(`${line}\n`);
const verbose = process.argv.includes("--verbose");
const inCi = Boolean(process.env["CI"]);
const environment = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  FORCE_COLOR: "0",
  NO_COLOR: "1",
};

type Outcome = "passed" | "failed" | "skipped";
const counts = { passed: 0, failed: 0, skipped: 0 };

function countTests(report: string): void {
  const path = `${REPORTS}/${report}.json`;
  if (!existsSync(path)) {
    say(`${path} was not written: the runner ended before its first test`);
    return;
  }
  const json: unknown = JSON.parse(readFileSync(path, "utf8"));
  const read = (key: string) => {
    const value: unknown = typeof json === "object" && json !== null ? Reflect.get(json, key) : undefined;
    if (typeof value !== "number") throw new Error(`${path}: expected a number at ${key}`);
    return value;
  };
  counts.passed += read("numPassedTests");
  counts.failed += read("numFailedTests");
  counts.skipped += read("numPendingTests") + read("numTodoTests");
}

/** True when the command ended with status 0; its output is shown as it comes, or whole once it has failed. */
function run(command: string, streamed: boolean): boolean {
  const result = spawnSync("sh", ["-c", command], {
    env: environment,
    stdio: streamed ? ["ignore", "inherit", "inherit"] : "pipe",
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0 && !streamed) say(`${result.stdout}${result.stderr}`);
  return result.status === 0;
}

function runStep(step: Step, missing: Set<string>): Outcome {
  if (step.needs !== undefined && missing.has(step.needs)) {
    say(`${inCi ? "FAILED" : "SKIPPED"}  ${step.name}: ${step.needs} is missing`);
    return inCi ? "failed" : "skipped";
  }
  const startedMs = performance.now();
  const passed = run(step.command, verbose || step.report !== undefined);
  if (step.report !== undefined) countTests(step.report);
  say(`${passed ? "ok    " : "FAILED"}  ${step.name} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`);
  return passed ? "passed" : "failed";
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS);
const missing = new Set(missingTools(say).map((tool) => tool.command));
const outcomes = STEPS.map((step) => ({ name: step.name, outcome: runStep(step, missing) }));

const named = (outcome: Outcome) => outcomes.filter((step) => step.outcome === outcome).map((step) => step.name);
if (named("skipped").length > 0) say(`steps skipped: ${named("skipped").join(", ")}`);
if (named("failed").length > 0) say(`steps failed: ${named("failed").join(", ")}`);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
process.stdout.write(`tests: ${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = named("failed").length > 0 ? 1 : 0;
