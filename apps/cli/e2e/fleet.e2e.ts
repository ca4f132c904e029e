/**
 * The main job from end to end: an NVML library through the C ABI and this machine's /proc, an agent, the hub, SQLite,
 * and the pages in a real browser. Nothing between them is replaced; only the library's answers are scripted.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boards } from "@vramfleet/nvml/fake/boards";
import { buildFakeNvml } from "@vramfleet/nvml/fake/build";
import { growing, type Scenario, writeScenario } from "@vramfleet/nvml/fake/scenario";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openPage, type WatchedPage } from "./browser.ts";
import { descendants, freePort, start, type Started, until, vramfleet } from "./processes.ts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const GROWTH = { fromBytes: 2 * GIB, rateBytesPerS: 64 * MIB };

const folder = mkdtempSync(join(tmpdir(), "vramfleet-e2e-"));
const dataDir = join(folder, "hub");
const jobs = [0, 1, 2].map((index) => start("sleep", [String(10_000 + index)]));
const [training, server, leak] = jobs.map((job) => job.pid);
const startMs = Date.now();

let port = 0;
let environment: Record<string, string> = {};
let up: Started;
let browser: Browser;
let fleet: WatchedPage;

function mainScenario(): Scenario {
  const processOf = (pid: number | undefined, usedBytes: number) => [{ pid: pid ?? 0, usedBytes }];
  return {
    startMs,
    gpus: [
      {
        board: boards.a100,
        uuid: "GPU-e2e-a100",
        processes: processOf(training, 10 * GIB),
        gpuPct: 37,
        temperatureC: 55,
        powerMw: 123_450,
      },
      { board: boards.h100, uuid: "GPU-e2e-h100", processes: processOf(server, 76 * GIB) },
      { board: boards.h100, uuid: "GPU-e2e-leak", processes: [{ pid: leak ?? 0, usedBytes: growing(GROWTH) }] },
      { board: boards.t4, uuid: "GPU-e2e-lost", lost: [{ fromS: 0 }] },
    ],
  };
}

async function fakeNode(name: string, scenario: Scenario): Promise<Record<string, string>> {
  const path = join(folder, `${name}.scenario`);
  writeScenario(path, scenario);
  return {
    VRAMFLEET_NVML: await buildFakeNvml(),
    VRAMFLEET_FAKE_SCENARIO: path,
    XDG_CONFIG_HOME: join(folder, "config"),
  };
}

beforeAll(async () => {
  port = await freePort();
  environment = await fakeNode("main", mainScenario());
  up = vramfleet(["up", "--port", String(port), "--data-dir", dataDir], environment);
  await until("the hub answers", hubAnswers, { limitMs: 240_000, describe: () => up.output() });
  browser = await launchChromium();
  fleet = await openPage(browser, `http://127.0.0.1:${port}/`);
});

afterAll(async () => {
  await browser.close();
  await up.stop();
  for (const job of jobs) await job.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function hubAnswers(): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    // Refused until it listens: that is what is waited for.
    return false;
  }
}

const gpuRow = (uuid: string) => fleet.page.locator(`[data-testid=gpu-row][data-gpu-uuid="${uuid}"]`);
const hook = (within: Locator, name: string) => within.getByTestId(name).first().innerText();
const hooks = async (within: Locator, names: string[]) =>
  new Map(await Promise.all(names.map(async (name) => [name, await hook(within, name)] as const)));

test("the fleet page shows the scenario's exact numbers", async () => {
  await gpuRow("GPU-e2e-a100").waitFor();
  const names = ["used", "reserved", "free", "total", "share", "level", "temperature", "power", "util"];
  expect(Object.fromEntries(await hooks(gpuRow("GPU-e2e-a100"), names))).toEqual({
    used: "10.00",
    reserved: "0.50",
    free: "29.50",
    total: "40.00",
    share: "26%",
    level: "healthy",
    temperature: "55 °C",
    power: "123/400 W",
    util: "37%",
  });
});

test("a GPU above 90 % is named in the header and a lost one keeps its place", async () => {
  expect(await fleet.page.getByTestId("critical-gpu").allInnerTexts()).toEqual([expect.stringMatching(/GPU1 96%$/)]);
  expect(await gpuRow("GPU-e2e-lost").count()).toBe(0);
  const lost = fleet.page.locator('[data-testid=gpu-row][data-gpu-slot="3"]');
  expect(await lost.innerText()).toContain("LOST: needs reset or reboot");
});

test("the node page lists the processes with who they are in /proc", async () => {
  const { page, complaints } = await openPage(browser, `http://127.0.0.1:${port}/`);
  await page.getByTestId("node-card").getByRole("link").first().click();
  const row = page.locator(`[data-testid=process-row][data-pid="${training}"]`);
  await row.waitFor();
  expect(await hook(row, "command")).toContain("sleep 10000");
  expect(await hook(row, "user")).not.toBe("");
  expect(await hook(row, "process-used")).toContain("10.00");
  expect(complaints).toEqual([]);
  await page.close();
});

test("a process that grows is shown as it was at most 2 s ago", async () => {
  const { page } = await openPage(browser, fleet.page.url());
  await page.locator('[data-testid=gpu-row][data-gpu-uuid="GPU-e2e-leak"]').getByRole("link").click();
  const row = page.locator(`[data-testid=process-row][data-pid="${leak}"]`);
  await row.waitFor();
  const seen: { text: string; lagMs: number }[] = [];
  await until("the process has grown five times", async () => {
    const text = await hook(row, "process-used");
    if (text !== seen.at(-1)?.text) {
      const shownBytes = Number.parseFloat(text) * GIB;
      const trueAtMs = startMs + ((shownBytes - GROWTH.fromBytes) / GROWTH.rateBytesPerS) * 1_000;
      seen.push({ text, lagMs: Date.now() - trueAtMs });
    }
    return seen.length > 5;
  });
  const values = seen.map(({ text }) => Number.parseFloat(text));
  expect(values).toEqual(values.toSorted((a, b) => a - b));
  // The best of several: on a machine that is busy with something else a single one may come late.
  expect(Math.min(...seen.map(({ lagMs }) => lagMs))).toBeLessThan(2_000);
  await page.close();
});

test("an agent that is killed turns stale, then offline", async () => {
  const scenario: Scenario = { gpus: [{ board: boards.l40s, uuid: "GPU-e2e-second" }] };
  const second = join(folder, "second");
  const agent = vramfleet(
    ["agent", `--hub=http://127.0.0.1:${port}`, `--token-file=${join(dataDir, "agent-token")}`, `--data-dir=${second}`],
    await fakeNode("second", scenario),
  );
  await gpuRow("GPU-e2e-second").waitFor({ timeout: 60_000 });
  const card = fleet.page.getByTestId("node-card").filter({ has: gpuRow("GPU-e2e-second") });
  const status = () => card.getAttribute("data-status");
  await until("it is live", async () => (await status()) === "live");
  const family = [agent.pid, ...descendants(agent.pid).map((process) => process.pid)];
  for (const pid of family) process.kill(pid, "SIGKILL");
  await until("it is stale", async () => (await status()) === "stale");
  expect(await hook(card, "node-status")).toContain("stale");
  await until("it is offline", async () => (await status()) === "offline");
  expect(await hook(card, "node-status")).toContain("offline");
});

test("a hub that was killed comes back under the open page without a reload", async () => {
  await fleet.page.evaluate("window.untouched = true");
  const [hub] = descendants(up.pid).filter((process) => process.command.includes("hub"));
  if (hub === undefined) throw new Error(`no hub process below ${up.pid}:\n${up.output()}`);
  process.kill(hub.pid, "SIGKILL");
  const connection = () => fleet.page.getByTestId("hub-state").getAttribute("data-connection");
  await until("the page says that the hub is away", async () => (await connection()) !== "open");
  await until("the page is connected again", async () => (await connection()) === "open");
  const before = await hook(gpuRow("GPU-e2e-leak"), "used");
  await until("values move again", async () => (await hook(gpuRow("GPU-e2e-leak"), "used")) !== before);
  expect(await fleet.page.evaluate("window.untouched")).toBe(true);
});

test("history of before the restart is on the node page", async () => {
  await gpuRow("GPU-e2e-leak").getByRole("link").click();
  await fleet.page.getByTestId("history-chart").waitFor();
  await until("the chart has samples", async () =>
    /GiB/.test((await fleet.page.getByTestId("history-chart").getAttribute("aria-label")) ?? ""),
  );
});
