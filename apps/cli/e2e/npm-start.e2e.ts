import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { descendants, freePort, start, until } from "./processes.ts";

const folder = mkdtempSync(join(tmpdir(), "vramfleet-npm-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

test("whoever ends `npm start` by its pid ends everything that it started", async () => {
  const port = await freePort();
  const root = resolve(import.meta.dirname, "../../..");
  const flags = ["--port", String(port), "--data-dir", join(folder, "data")];
  const npm = start("npm", ["start", "--prefix", root, "--", ...flags]);
  const health = `http://127.0.0.1:${port}/healthz`;
  await until("the hub answers", () => answers(health), { limitMs: 240_000, describe: () => npm.output() });
  expect(descendants(npm.pid).map(({ command }) => command)).toContain("vramfleet-hub");

  await npm.stop("SIGTERM");
  await until("the hub is gone", async () => !(await answers(health)), { limitMs: 20_000 });
});
