import { expect, test } from "vitest";
import { readUsage } from "./process-usage.ts";

test("this process's own memory and CPU, as Node itself counts them", () => {
  const cpuBefore = process.cpuUsage();
  const usage = readUsage(process.pid);
  const cpuAfter = process.cpuUsage();
  const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6;
  // The kernel counts in ticks of 10 ms, each of the two numbers on its own.
  expect(usage.cpuS).toBeGreaterThan(seconds(cpuBefore) - 0.05);
  expect(usage.cpuS).toBeLessThan(seconds(cpuAfter) + 0.05);
  expect(usage.rssBytes).toBeGreaterThan(process.memoryUsage().rss / 2);
  expect(usage.rssBytes).toBeLessThan(process.memoryUsage().rss * 2);
  expect(usage.peakRssBytes).toBeGreaterThanOrEqual(usage.rssBytes);
});
