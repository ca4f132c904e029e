import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FromChild } from "../processes/arguments.ts";
import { type SupervisedChild, superviseChild } from "./child.ts";

let folder = "";
let supervised: SupervisedChild | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vramfleet-child-"));
});
afterEach(async () => {
  await supervised?.stop();
  supervised = null;
  rmSync(folder, { recursive: true, force: true });
});

function supervise(program: string, stopLimitMs = 10_000) {
  const file = join(folder, "program.mjs");
  writeFileSync(file, program);
  const seen = { messages: [] as FromChild[], gaveUp: [] as number[], errors: [] as string[] };
  const ignore = () => {};
  supervised = superviseChild({
    name: "program",
    argv: () => [file, folder],
    env: {},
    log: { debug: ignore, info: ignore, warn: ignore, error: (event) => void seen.errors.push(event) },
    onMessage: (message) => void seen.messages.push(message),
    onGiveUp: (code) => void seen.gaveUp.push(code),
    stopLimitMs,
  });
  return { seen, supervised };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(20);
}

const APPEND = `import { appendFileSync } from "node:fs"; appendFileSync(process.argv[2] + "/starts", process.pid + "\\n");`;
const starts = () => readFileSync(join(folder, "starts"), "utf8").trim().split("\n");

test("a child that dies is started again, and its messages are heard", async () => {
  const { seen } = supervise(`${APPEND} process.send({ kind: "listening", port: 7 }, () => process.exit(1));`);
  await until(() => seen.messages.length >= 2);
  expect(new Set(starts()).size).toBe(2);
  expect(seen.errors[0]).toContain("it is started again");
  expect(seen.gaveUp).toEqual([]);
});

test("a child that ends for its configuration is not started again", async () => {
  const { seen } = supervise(`${APPEND} process.exit(2);`);
  await until(() => seen.gaveUp.length > 0);
  await wait(700);
  expect(seen.gaveUp).toEqual([2]);
  expect(starts()).toHaveLength(1);
});

test("a child that stops when asked is not called dead", async () => {
  const { seen, supervised: child } = supervise(
    `${APPEND} process.on("SIGTERM", () => process.exit(0)); process.send({ kind: "listening", port: 7 }); setInterval(() => {}, 1e6);`,
  );
  await until(() => seen.messages.length > 0);
  await child.stop();
  expect(seen.errors).toEqual([]);
  expect(isAlive(Number(starts()[0]))).toBe(false);
});

test("a child that does not stop is killed", async () => {
  const { seen, supervised: child } = supervise(
    `${APPEND} process.on("SIGTERM", () => {}); process.send({ kind: "listening", port: 7 }); setInterval(() => {}, 1e6);`,
    200,
  );
  await until(() => seen.messages.length > 0);
  await child.stop();
  expect(seen.errors).toEqual(["the program did not stop in time and was killed"]);
  expect(isAlive(Number(starts()[0]))).toBe(false);
});

test("settings reach the child", async () => {
  const { seen, supervised: child } = supervise(
    `process.on("message", (m) => process.send({ kind: "listening", port: m.values.interval_ms })); process.send({ kind: "listening", port: 1 });`,
  );
  await until(() => seen.messages.length > 0);
  child.send({ log_level: "info", log_format: "text", interval_ms: 500 });
  await until(() => seen.messages.length > 1);
  expect(seen.messages[1]).toEqual({ kind: "listening", port: 500 });
});

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);
