import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { tryLock, withLock } from "./lock.ts";

const name = (): string => `test ${process.pid} ${Math.random()}`;

test("a lock is held by one, and free again when released", async () => {
  const lock = name();
  const first = await tryLock(lock);
  expect(await tryLock(lock)).toBeNull();
  await first?.release();
  const second = await tryLock(lock);
  expect(second).not.toBeNull();
  await second?.release();
});

test("work under one lock does not overlap", async () => {
  const lock = name();
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise(setImmediate);
    inside -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock(lock, work)));
  expect(most).toBe(1);
});

test("a holder that is killed leaves nothing behind", async () => {
  const lock = name();
  const module = fileURLToPath(new URL("./lock.ts", import.meta.url));
  const program = `const { tryLock } = await import(${JSON.stringify(module)}); await tryLock(${JSON.stringify(lock)}); console.log("held"); setInterval(() => {}, 1e6);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  expect(await tryLock(lock)).toBeNull();
  holder.kill("SIGKILL");
  await once(holder, "close");
  const mine = await tryLock(lock);
  expect(mine).not.toBeNull();
  await mine?.release();
});
