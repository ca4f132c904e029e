import { expect, test } from "vitest";
import { memoryLog } from "@vramfleet/core/testing/memory-log";
import type { SocketEnd } from "./hub-socket.ts";
import { trackLinkHealth } from "./link-health.ts";

const NEARLY_ONE = 1 - Number.EPSILON;
const end = (part: Partial<SocketEnd>): SocketEnd => ({
  opened: false,
  refusedStatus: null,
  closeCode: null,
  reason: "connect ECONNREFUSED",
  ...part,
});

function health() {
  const { log, lines } = memoryLog();
  const backoff = { firstMs: 250, maxMs: 2_000 };
  return { ...trackLinkHealth({ backoff, socketUrl: "ws://hub", random: () => NEARLY_ONE, log }), lines };
}

test("pauses grow while the hub is away and start over once it has greeted", () => {
  const link = health();
  const pauses = [0, 1, 2, 3, 4].map(() => {
    link.ended(end({}));
    return link.retryDelayMs();
  });
  expect(pauses).toEqual([499, 999, 1_999, 1_999, 1_999]);
  link.greeted();
  link.ended(end({ opened: true, closeCode: 1006 }));
  expect(link.retryDelayMs()).toBe(249);
});

test.each([
  ["a refused token", end({ refusedStatus: 401 }), "--token-file"],
  ["a page that is no hub", end({ refusedStatus: 404 }), "no vramfleet hub"],
  ["another agent with this node's id", end({ opened: true, closeCode: 4409 }), "another agent"],
])("%s is tried again slowly, and said", (_name, why, words) => {
  const link = health();
  link.ended(why);
  expect(link.retryDelayMs()).toBeGreaterThan(5_000);
  expect(link.lines.at(-1)?.event).toContain(words);
});

test("a hub that is starting or overloaded is no refusal", () => {
  const link = health();
  link.ended(end({ refusedStatus: 503 }));
  expect(link.retryDelayMs()).toBeLessThan(1_000);
});

test("once the hub is away again after a refusal, attempts are quick again", () => {
  const link = health();
  link.ended(end({ refusedStatus: 401 }));
  link.ended(end({}));
  expect(link.retryDelayMs()).toBeLessThan(2_000);
});

test("a greeting that is refused is tried again slowly, one that failed soon", () => {
  const link = health();
  link.greetingFailed({ kind: "busy", message: "x" });
  expect(link.retryDelayMs()).toBeLessThan(1_000);
  link.greetingFailed({ kind: "refused", message: "protocol 2" });
  expect(link.retryDelayMs()).toBeGreaterThan(5_000);
});
