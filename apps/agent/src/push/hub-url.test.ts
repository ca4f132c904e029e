import { expect, test } from "vitest";
import { hubAddress } from "./hub-url.ts";

test.each([
  ["http://127.0.0.1:7117", "ws://127.0.0.1:7117/api/agent", true],
  ["http://localhost:7117/", "ws://localhost:7117/api/agent", true],
  ["http://[::1]:7117", "ws://[::1]:7117/api/agent", true],
  ["https://hub.example.org", "wss://hub.example.org/api/agent", false],
  ["wss://hub.example.org:8443/gpu/", "wss://hub.example.org:8443/gpu/api/agent", false],
  ["ws://10.0.0.7:7117/api/agent", "ws://10.0.0.7:7117/api/agent", false],
])("%s leads to %s", (hubUrl, socketUrl, loopback) => {
  expect(hubAddress(hubUrl)).toEqual({ ok: true, value: { socketUrl, loopback } });
});

test.each([
  ["hub.example.org:7117x", "expected http(s)://"],
  ["", "not a URL"],
  ["ftp://hub", "ftp:"],
  ["http://user:secret@hub:1", "--token-file"],
  ["http://hub:1/?token=x", "query"],
])("%j is refused with words: %s", (hubUrl, words) => {
  const address = hubAddress(hubUrl);
  expect(address.ok).toBe(false);
  if (!address.ok) expect(address.error).toContain(words);
});

test("a password in the URL is not repeated in the refusal", () => {
  expect(JSON.stringify(hubAddress("http://user:hunter2@hub:1"))).not.toContain("hunter2");
});
