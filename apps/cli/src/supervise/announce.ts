import { setTimeout as wait } from "node:timers/promises";
import type { Environment } from "../env.ts";
import type { CollectorReport, Fleet } from "./fleet.ts";
import { noGpuText, readyText } from "./ready-text.ts";
import { waitUntilHealthy } from "./wait-until-healthy.ts";

interface Announcement {
  fleet: Fleet;
  dataDir: string;
  demo: boolean;
  environment: Environment;
  signal: AbortSignal;
}

/** Longest wait for the agent's first reading before the address is printed without it. */
const FIRST_READING_MS = 3_000;

/** Prints where the page is, once it answers, and why it shows no GPUs, if so. Resolves never, since nothing ends with it; rejects when aborted. */
export async function announce({ fleet, dataDir, demo, environment, signal }: Announcement): Promise<never> {
  const port = await fleet.port;
  await waitUntilHealthy(port, signal);
  const early = demo ? null : await Promise.race([fleet.collector, wait(FIRST_READING_MS, null)]);
  process.stdout.write(readyText({ port, dataDir, demo, environment, pid: process.pid }));
  if (!demo) tellCollector(early ?? (await fleet.collector));
  return new Promise<never>(() => {});
}

function tellCollector(report: CollectorReport): void {
  if (report.problem !== null) process.stdout.write(noGpuText(report.problem));
}
