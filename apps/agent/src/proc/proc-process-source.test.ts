import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { procPaths } from "./proc-paths.ts";
import { procProcessSource } from "./proc-process-source.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "vramfleet-proc-"));
  write("stat", "cpu 1 2 3\nbtime 1000\n");
  write("passwd", "ann:x:1000:1000:::\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const paths = () => ({ proc: root, passwd: join(root, "passwd"), osRelease: "" });

function write(name: string, text: string): void {
  mkdirSync(join(root, name, ".."), { recursive: true });
  writeFileSync(join(root, name), text);
}

const stat = (comm: string, startTicks: number) =>
  `7 (${comm}) S ${Array.from({ length: 18 }, () => 0).join(" ")} ${startTicks} 0 0\n`;

function addProcess(pid: number, startTicks: number, cmdline: string): void {
  write(`${pid}/stat`, stat("comm", startTicks));
  write(`${pid}/status`, "Name:\tx\nUid:\t1000\t1000\t1000\t1000\n");
  write(`${pid}/cmdline`, cmdline);
}

test("a process is told with its user, program, command and start", () => {
  addProcess(7, 250, "/usr/bin/python\0train.py\0--token\0abc\0");
  expect(procProcessSource(paths(), "redacted").describe([7], 9_999_999)).toEqual([
    {
      pid: 7,
      startTicks: 250,
      identity: "exact",
      uid: 1_000,
      user: "ann",
      program: "python",
      command: "/usr/bin/python train.py --token ***",
      startedAtMs: 1_000_000 + 2_500,
    },
  ]);
});

test("each pid gets its row whatever can be read of it", () => {
  addProcess(7, 250, "");
  write("8/stat", "garbage");
  write("8/status", "Uid:\t1001\t1001\t1001\t1001\n");
  const rows = procProcessSource(paths(), "redacted").describe([9, 8, 7], 0);
  expect(rows).toMatchObject([
    { pid: 9, identity: "degraded", startTicks: null, uid: null, user: null, program: null, startedAtMs: null },
    { pid: 8, identity: "degraded", startTicks: null, uid: 1_001, user: null, command: null },
    { pid: 7, identity: "exact", program: "comm", command: null },
  ]);
});

test("facts are read once in a life: only the start ticks are looked at again", () => {
  addProcess(7, 250, "python\0a.py\0");
  const source = procProcessSource(paths(), "redacted");
  const [first] = source.describe([7], 0);
  rmSync(join(root, "7", "status"));
  rmSync(join(root, "7", "cmdline"));
  expect(source.describe([7], 1)[0]).toBe(first);
});

test("a pid used again is another process", () => {
  addProcess(7, 250, "python\0a.py\0");
  const source = procProcessSource(paths(), "redacted");
  source.describe([7], 0);
  addProcess(7, 300, "python\0b.py\0");
  expect(source.describe([7], 1)).toMatchObject([{ startTicks: 300, command: "python b.py" }]);
});

test("an ended process keeps its facts for as long as the driver lists it, and no longer", () => {
  addProcess(7, 250, "python\0a.py\0");
  const source = procProcessSource(paths(), "redacted");
  source.describe([7], 0);
  rmSync(join(root, "7"), { recursive: true });
  expect(source.describe([7], 1)).toMatchObject([{ startTicks: 250, command: "python a.py" }]);
  source.describe([], 2);
  expect(source.describe([7], 3)).toMatchObject([{ startTicks: null, command: null }]);
});

test("how much of a command line is shown can change while running", () => {
  addProcess(7, 250, "python\0a.py\0--token\0abc\0");
  const source = procProcessSource(paths(), "redacted");
  const commandIn = (mode: "names" | "full") => {
    source.setCommandLines(mode);
    return source.describe([7], 0)[0]?.command;
  };
  expect([commandIn("names"), commandIn("full")]).toEqual(["python", "python a.py --token abc"]);
});

test("without boot time or uptime the start is unknown, with uptime it is counted from there", () => {
  addProcess(7, 250, "");
  rmSync(join(root, "stat"));
  expect(procProcessSource(paths(), "redacted").describe([7], 60_000)[0]?.startedAtMs).toBeNull();
  write("uptime", "50.00 1.00\n");
  expect(procProcessSource(paths(), "redacted").describe([7], 60_000)[0]?.startedAtMs).toBe(12_500);
});

/** Root may read everything: for the time of `work` this process is nobody. */
function unprivileged<T>(work: () => T): T {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

test("a command line that may not be read leaves the rest", () => {
  addProcess(7, 250, "python\0");
  chmodSync(root, 0o755);
  chmodSync(join(root, "7", "cmdline"), 0);
  expect(unprivileged(() => procProcessSource(paths(), "redacted").describe([7], 0))).toMatchObject([
    { identity: "exact", program: "comm", command: null, uid: 1_000 },
  ]);
});

test("a process that may not be looked at at all keeps its row, known by its pid alone", () => {
  addProcess(7, 250, "python\0");
  chmodSync(root, 0o755);
  chmodSync(join(root, "7"), 0);
  expect(unprivileged(() => procProcessSource(paths(), "redacted").describe([7], 0))).toMatchObject([
    { pid: 7, identity: "degraded", startTicks: null, program: null, command: null, uid: null },
  ]);
  chmodSync(join(root, "7"), 0o755);
});

test("a process that may no longer be looked at is not taken for the one it was", () => {
  addProcess(7, 250, "python\0");
  chmodSync(root, 0o755);
  const source = procProcessSource(paths(), "redacted");
  expect(source.describe([7], 0)).toMatchObject([{ identity: "exact" }]);
  chmodSync(join(root, "7"), 0);
  expect(unprivileged(() => source.describe([7], 1))).toMatchObject([{ identity: "degraded", startTicks: null }]);
  chmodSync(join(root, "7"), 0o755);
});

test("a directory in place of a file, as good as unreadable to anyone, leaves the rest", () => {
  addProcess(7, 250, "python\0");
  rmSync(join(root, "7", "cmdline"));
  mkdirSync(join(root, "7", "cmdline"));
  expect(procProcessSource(paths(), "redacted").describe([7], 0)).toMatchObject([
    { identity: "exact", program: "comm", command: null, uid: 1_000 },
  ]);
});

test("this machine's own /proc: a child with a secret in its arguments", async () => {
  const child = spawn("sh", ["-c", "sleep 60; :", "--token", "s3cr3t-value"], { stdio: "ignore" });
  try {
    const source = procProcessSource(procPaths(), "redacted");
    const startedAtMs = Date.now();
    const [row] = source.describe([child.pid ?? 0], Date.now());
    expect(row).toMatchObject({ identity: "exact", uid: userInfo().uid, command: "sh -c sleep 60; : --token ***" });
    expect(Math.abs((row?.startedAtMs ?? 0) - startedAtMs)).toBeLessThan(60_000);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(source.describe([child.pid ?? 0], Date.now())[0]).toBe(row);
  } finally {
    child.kill("SIGKILL");
  }
});
