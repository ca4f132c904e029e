import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import type { FakeAccounting, Scenario } from "../fake/scenario.ts";
import { isAccountOf } from "./accounting.ts";
import { createFake, nowIsSecond, valueOf } from "./testing/fake.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

const GIB = 1024 ** 3;
const startedAtMs = 1_767_225_600_000;
const withAccounts = (accounting: FakeAccounting, second = 0): Scenario => ({
  ...nowIsSecond(second),
  gpus: [{ board: boards.h100, accounting }],
});

describe("accounts", () => {
  test("tell the peak of a process that runs, and of the same when it has ended", async () => {
    const accounting = {
      isOn: true,
      accounts: [
        {
          pid: 42,
          startedUs: startedAtMs * 1000 + 500,
          peakBytes: 30 * GIB,
          timeMs: 9_000,
          gpuPct: 80,
          memoryPct: 20,
          endedAtS: 10,
        },
      ],
    };
    const device = await fake.openDevice(withAccounts(accounting, 5));
    expect(valueOf(device.isAccounting())).toBe(true);
    expect(valueOf(device.accountedPids())).toEqual([42]);
    const running = {
      pid: 42,
      peakBytes: 30 * GIB,
      gpuPct: 80,
      memoryPct: 20,
      startedAtMs: startedAtMs + 0.5,
      durationMs: null,
      isRunning: true,
    };
    expect(valueOf(device.account(42))).toEqual(running);
    fake.play(withAccounts(accounting, 11));
    expect(valueOf(device.account(42))).toEqual({ ...running, durationMs: 9_000, isRunning: false });
  });

  test("leave null what is not available, and say where there is none", async () => {
    const device = await fake.openDevice(withAccounts({ isOn: true, accounts: [{ pid: 7, startedUs: 1 }] }));
    expect(valueOf(device.account(7))).toMatchObject({ peakBytes: null, gpuPct: null, memoryPct: null });
    expect(device.account(8)).toMatchObject({ ok: false, failure: { code: 6, scope: "field" } });
  });

  test("are as many as the driver kept", async () => {
    const accounts = Array.from({ length: 4000 }, (_, index) => ({ pid: index + 1, startedUs: 1 }));
    const device = await fake.openDevice(withAccounts({ isOn: true, accounts }));
    expect(valueOf(device.accountedPids())).toEqual(accounts.map(({ pid }) => pid));
    fake.play(withAccounts({ isOn: true }));
    expect(valueOf(device.accountedPids())).toEqual([]);
  });

  test("are unsupported where accounting is off, or the GPU has none", async () => {
    const device = await fake.openDevice(withAccounts({ isOn: false }));
    expect(valueOf(device.isAccounting())).toBe(false);
    expect(device.accountedPids()).toMatchObject({ ok: false, failure: { code: 3 } });
    fake.play({ gpus: [{ board: boards.rtx3060 }] });
    expect(device.isAccounting()).toMatchObject({ ok: false, failure: { code: 3 } });
  });
});

describe("whose account it is", () => {
  const account = {
    pid: 42,
    peakBytes: 1,
    gpuPct: 1,
    memoryPct: 1,
    startedAtMs: 100_000,
    durationMs: 1,
    isRunning: false,
  };

  test.each([
    ["of a process that began before and runs", { pid: 42, startedAtMs: 90_000, endedAtMs: null }, true],
    ["of a process that ended after", { pid: 42, startedAtMs: 90_000, endedAtMs: 120_000 }, true],
    ["the clocks differ a little", { pid: 42, startedAtMs: 101_000, endedAtMs: null }, true],
    ["not of another pid", { pid: 43, startedAtMs: 90_000, endedAtMs: null }, false],
    ["not of a process that had ended: the pid is used anew", { pid: 42, startedAtMs: 1, endedAtMs: 50_000 }, false],
    [
      "not of one that began later: the account is the former one's",
      { pid: 42, startedAtMs: 200_000, endedAtMs: null },
      false,
    ],
  ])("%s", (_, life, is) => {
    expect(isAccountOf(account, life)).toBe(is);
  });
});
