import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import { buildFakeNvml } from "../fake/build.ts";
import { driverSeems, libraryCandidates } from "./candidates.ts";
import { openFirst } from "./open-library.ts";
import { openNvml } from "./open.ts";
import type { NvmlUnavailable, OpenedNvml } from "./nvml.ts";
import { createFake } from "./testing/fake.ts";

const fake = createFake();
const gpus = [{ board: boards.t4 }];
let libraryPath = "";

beforeAll(async () => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
  libraryPath = await buildFakeNvml();
});
afterAll(() => fake.close());

function refusalOf(opened: OpenedNvml): NvmlUnavailable {
  if (!opened.ok) return opened.unavailable;
  opened.nvml.shutdown();
  throw new Error("the library opened");
}

describe("a library that is none", () => {
  test("a missing file is named, with what to look at", () => {
    const refusal = refusalOf(openNvml({ libraryPath: "/nowhere/libnvidia-ml.so.1" }));
    expect(refusal.reason).toBe("no_library");
    expect(refusal.message).toContain("/nowhere/libnvidia-ml.so.1 could not be loaded (no such file)");
    expect(refusal.message).toContain("ls -lL /nowhere/libnvidia-ml.so.1");
  });

  test("a file that is no shared library", () => {
    const path = join(fake.scenarioPath, "..", "not-elf.so");
    writeFileSync(path, "text");
    const refusal = refusalOf(openNvml({ libraryPath: path }));
    expect(refusal.reason).toBe("no_library");
    expect(refusal.message).toContain(path);
  });

  test("a shared library that is not NVML", async () => {
    fake.play({ gpus });
    const path = await buildFakeNvml("not-nvml");
    const refusal = refusalOf(openNvml({ libraryPath: path }));
    expect(refusal.reason).toBe("no_library");
    expect(refusal.message).toContain(`${path} is not an NVML library: it lacks nvmlInit_v2`);
  });
});

describe("a library that refuses", () => {
  test.each([
    [9, "no_driver", "modprobe nvidia"],
    [18, "version_mismatch", "Reboot"],
    [4, "no_permission", "/dev/nvidiactl"],
    [17, "no_devices", "--gpus all"],
    [999, "no_devices", "--gpus all"],
    [28, "no_devices", "nvidia-smi -L"],
    [12, "no_library", "stub"],
    [20, "failed", "code 20, MEMORY"],
    [4711, "failed", "code 4711"],
  ])("nvmlInit answers %i: %s, with what to do", (code, reason, hint) => {
    fake.play({ gpus, failing: [{ call: "nvmlInit*", code }] });
    const refusal = refusalOf(openNvml({ libraryPath }));
    expect(refusal.reason).toBe(reason);
    expect(refusal.message).toContain(libraryPath);
    expect(refusal.message).toContain(hint);
  });

  test("no devices, though nvmlInit succeeds", () => {
    fake.play({ gpus: [] });
    expect(refusalOf(openNvml({ libraryPath })).reason).toBe("no_devices");
  });

  test("a count that fails is told and not taken for none", () => {
    fake.play({ gpus, failing: [{ call: "nvmlDeviceGetCount*", code: 18 }] });
    expect(refusalOf(openNvml({ libraryPath })).reason).toBe("version_mismatch");
  });

  test("after a refusal the same library opens, once its driver is there", () => {
    fake.play({ gpus, failing: [{ call: "nvmlInit*", code: 9 }] });
    refusalOf(openNvml({ libraryPath }));
    fake.play({ gpus });
    const opened = openNvml({ libraryPath });
    expect(opened.ok && opened.nvml.libraryPath).toBe(libraryPath);
    if (opened.ok) opened.nvml.shutdown();
  });
});

describe("the search", () => {
  test("takes the first candidate that is NVML", async () => {
    fake.play({ gpus });
    const candidates = ["/nowhere/libnvidia-ml.so.1", await buildFakeNvml("not-nvml"), libraryPath];
    const opened = openFirst({ candidates, hasDriver: true });
    expect(opened.ok && opened.nvml.libraryPath).toBe(libraryPath);
    if (opened.ok) opened.nvml.shutdown();
  });

  test("does not go on past a library that says why there is no driver", async () => {
    fake.play({ gpus, failing: [{ call: "nvmlInit_v2", code: 9 }] });
    const candidates = [libraryPath, await buildFakeNvml("unversioned")];
    expect(refusalOf(openFirst({ candidates, hasDriver: true })).reason).toBe("no_driver");
  });

  test("does not call nvmlInit where the kernel has no driver", () => {
    fake.play({ gpus });
    const refusal = refusalOf(openFirst({ candidates: [libraryPath], hasDriver: false }));
    expect(refusal.reason).toBe("no_driver");
    expect(refusal.message).toContain(`${libraryPath} is there, but the NVIDIA kernel driver is not loaded`);
  });

  test("an explicit path opens without any sign of a driver", () => {
    fake.play({ gpus });
    const opened = openNvml({ libraryPath });
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.nvml.shutdown();
  });

  test("finding nothing names the places and the setting", () => {
    const refusal = refusalOf(openFirst({ candidates: ["libnothing-of-that-name.so.1"], hasDriver: true }));
    expect(refusal.reason).toBe("no_library");
    expect(refusal.message).toContain("NixOS, WSL and the GPU operator");
    expect(refusal.message).toContain("VRAMFLEET_NVML");
  });

  test("asks the loader, then the directories where there is a file; WSL's own goes first", () => {
    const nix = "/run/opengl-driver/lib/libnvidia-ml.so.1";
    const wsl = "/usr/lib/wsl/lib/libnvidia-ml.so.1";
    expect(libraryCandidates(() => false)).toEqual(["libnvidia-ml.so.1"]);
    expect(libraryCandidates((path) => path === nix)).toEqual(["libnvidia-ml.so.1", nix]);
    expect(libraryCandidates((path) => path === wsl)).toEqual([wsl, "libnvidia-ml.so.1"]);
  });

  test.each(["/proc/driver/nvidia/version", "/sys/module/nvidia", "/dev/dxg"])("%s is a sign of a driver", (sign) => {
    expect(driverSeems((path) => path === sign)).toBe(true);
    expect(driverSeems(() => false)).toBe(false);
  });
});
