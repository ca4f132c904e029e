import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkGpus } from "./check-gpus.ts";
import { checkClock, checkNode } from "./check-install.ts";
import { hidepidOf } from "./check-proc.ts";
import { checkToken } from "./check-token.ts";
import { checksJson, checksText, doctorExitCode, failure, passed, warning } from "./check.ts";

test("the worst finding decides the exit code", () => {
  const fine = passed("a", "fine");
  const meagre = warning("bb", "meagre", "do");
  const broken = failure("c", "broken", "mend");
  expect([[fine], [fine, meagre], [meagre, broken, fine]].map(doctorExitCode)).toEqual([0, 1, 2]);
  expect(checksText([fine, meagre, broken])).toBe("✓ a   fine\n! bb  meagre → do\n✗ c   broken → mend\n");
  expect(JSON.parse(checksJson([fine, broken]))).toEqual({ status: "failure", checks: [fine, broken] });
});

test("hidepid is read from the mount at /proc", () => {
  const mounts = (options: string) => `sysfs /sys sysfs rw 0 0\nproc /proc proc ${options} 0 0\n`;
  expect(hidepidOf(mounts("rw,nosuid,hidepid=2"))).toBe("2");
  expect(hidepidOf(mounts("rw,hidepid=invisible,gid=4"))).toBe("invisible");
  expect(hidepidOf(mounts("rw,hidepid=0"))).toBeNull();
  expect(hidepidOf(mounts("rw"))).toBeNull();
  expect(hidepidOf("")).toBeNull();
});

test("an old Node.js and a clock before the installation are told", () => {
  expect(checkNode("v24.1.0").status).toBe("ok");
  expect(checkNode("v20.20.2").status).toBe("failure");
  expect(checkClock(0).status).toBe("warning");
  expect(checkClock(Date.now()).status).toBe("ok");
  expect(checkClock(Date.UTC(2200, 0, 1)).status).toBe("warning");
});

test("a driver that cannot be used is a failure with what to do", () => {
  const collector = { state: "unavailable", problem: "no_library", message: "no libnvidia-ml.so.1 was found" } as const;
  expect(checkGpus({ collector, gpus: [] })).toMatchObject([
    {
      status: "failure",
      message: "no libnvidia-ml.so.1 was found",
      action: expect.stringContaining("--demo") as string,
    },
  ]);
});

test("a token that others may read stops a hub, whose own it is, and is told to an agent", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "vramfleet-token-"));
  const path = join(dataDir, "agent-token");
  expect(checkToken(path, dataDir).status).toBe("ok");
  writeFileSync(path, "x", { mode: 0o600 });
  expect(checkToken(path, dataDir).status).toBe("ok");
  chmodSync(path, 0o644);
  expect(checkToken(path, dataDir)).toMatchObject({ status: "failure", action: `chmod 600 ${path}` });
  expect(checkToken(path, "/elsewhere")).toMatchObject({ status: "warning", action: `chmod 600 ${path}` });
  rmSync(dataDir, { recursive: true });
});
