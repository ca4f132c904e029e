import { expect, test } from "vitest";
import { gpuSample, NOW_MS } from "../../testing/samples.ts";
import { collectorNotice } from "./collector-words.ts";
import { sharedModel } from "./gpu-model.ts";
import { statusText } from "./status-text.ts";

test("how current a node is, in words", () => {
  const at = (status: "live" | "stale" | "offline", agoMs: number, updating = true) =>
    statusText({ status, receivedAtMs: NOW_MS - agoMs, updating }, NOW_MS, "UTC");
  expect(at("live", 900)).toBe("live");
  expect(at("stale", 8_400)).toBe("stale, 8 s old");
  expect(at("offline", 60_000)).toBe("offline since 11:59:00");
  expect(at("live", 60_000, false)).toBe("as of 11:59:00");
});

test("one model is named once, several not at all", () => {
  const h200 = gpuSample({ name: "NVIDIA H200" });
  expect(sharedModel([h200])).toBe("NVIDIA H200");
  expect(sharedModel([h200, h200, gpuSample({ name: null, state: "lost" })])).toBe("3 × NVIDIA H200");
  expect(sharedModel([h200, gpuSample()])).toBeNull();
  expect(sharedModel([gpuSample({ name: null })])).toBe("model n/a");
});

test("a node without readings says why in its own place", () => {
  const ok = { state: "ok", driverVersion: null, nvmlVersion: null, cudaVersion: null } as const;
  expect(collectorNotice(ok, "")).toBeNull();
  const message = "Load it with: sudo modprobe nvidia";
  expect(collectorNotice({ state: "unavailable", problem: "no_driver", message }, "")?.detail).toBe(message);
  expect(collectorNotice({ state: "hung", sinceMs: NOW_MS }, "12:00:00")?.detail).toContain("No answer since 12:00:00");
});
