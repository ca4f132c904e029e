import { describe, expect, test } from "vitest";
import { describeReturnCode, failureOf } from "./return-codes.ts";

describe("return codes", () => {
  test.each([
    [3, "NOT_SUPPORTED", "field"],
    [1, "UNINITIALIZED", "library"],
    [9, "DRIVER_NOT_LOADED", "library"],
    [15, "GPU_IS_LOST", "device"],
    [16, "RESET_REQUIRED", "device"],
    [17, "OPERATING_SYSTEM", "device"],
    [18, "LIB_RM_VERSION_MISMATCH", "library"],
    [28, "GPU_NOT_FOUND", "library"],
    [999, "UNKNOWN", "field"],
  ])("%i is %s, for the %s", (code, name, scope) => {
    expect(failureOf(code, "nvmlCall")).toEqual({ code, name, call: "nvmlCall", scope });
  });

  test("0 to 30 are all known by name", () => {
    const names = Array.from({ length: 31 }, (_, code) => describeReturnCode(code).name);
    expect(new Set(names).size).toBe(31);
    expect(names).not.toContain("UNKNOWN");
  });

  test("a code of a driver to come reads like 999 and keeps its number", () => {
    expect(failureOf(31, "nvmlCall")).toEqual({ code: 31, name: "UNKNOWN", call: "nvmlCall", scope: "field" });
  });

  test("a caller widens the scope and never narrows it", () => {
    expect(failureOf(999, "nvmlCall", "device").scope).toBe("device");
    expect(failureOf(9, "nvmlCall", "device").scope).toBe("library");
  });
});
