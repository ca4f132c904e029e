/** The simulated fleet in a real browser: marked everywhere, with a past, usable by everybody, on any screen. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./browser.ts";
import { freePort, type Started, until, vramfleet } from "./processes.ts";

const folder = mkdtempSync(join(tmpdir(), "vramfleet-demo-"));
let base = "";
let up: Started;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  up = vramfleet(["up", "--demo", "--nodes", "6", "--port", String(port), "--data-dir", folder], {
    XDG_CONFIG_HOME: join(folder, "config"),
  });
  await until("the past has been sent", () => up.output().includes("simulated history: 90 %"), {
    limitMs: 240_000,
    describe: () => up.output(),
  });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await up.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Look {
  colorScheme: "dark" | "light";
  widthPx: number;
}

async function openWithLook(path: string, { colorScheme, widthPx }: Look): Promise<Page> {
  // axe needs a page of a context that it may look into, which browser.newPage() does not give.
  const context = await browser.newContext({ colorScheme, viewport: { width: widthPx, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${base}${path}`);
  return page;
}

async function nodePath(): Promise<string> {
  const page = await openWithLook("/", { colorScheme: "dark", widthPx: 1440 });
  const href = await page.getByTestId("gpu-row").getByRole("link").first().getAttribute("href");
  await page.context().close();
  if (href === null) throw new Error("the first GPU has no link");
  return href;
}

const LOOKS: Look[] = [
  { colorScheme: "dark", widthPx: 1440 },
  { colorScheme: "light", widthPx: 1440 },
  { colorScheme: "dark", widthPx: 320 },
  { colorScheme: "light", widthPx: 3840 },
];

async function check(page: Page): Promise<void> {
  await page.getByTestId("simulated").first().waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(0);
  await page.context().close();
}

test.each(LOOKS)("the fleet page is accessible and fits: $colorScheme, $widthPx px", async (look) => {
  const page = await openWithLook("/", look);
  await page.getByTestId("node-card").first().waitFor();
  expect(await page.getByTestId("node-card").count()).toBe(6);
  expect(await page.getByTestId("node-card").getByTestId("simulated").count()).toBe(6);
  await check(page);
});

test.each(LOOKS)("the node page is accessible and fits: $colorScheme, $widthPx px", async (look) => {
  const page = await openWithLook(`${await nodePath()}&range=24h`, look);
  await page.getByTestId("history-chart").waitFor();
  await check(page);
});

test("an unknown address is answered by a page that says so", async () => {
  const page = await openWithLook("/nowhere", { colorScheme: "dark", widthPx: 1440 });
  expect(await page.locator("body").innerText()).toMatch(/not found|no such page/i);
  await page.context().close();
});
