import { expect, test } from "vitest";
import { isLoopbackHost, originProblem } from "./loopback.ts";

test.each(["localhost", "localhost:7117", "127.0.0.1:8000", "[::1]:7117", "LOCALHOST:1"])(
  "%s is this machine",
  (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  },
);

test.each([
  undefined,
  "",
  "evil.example",
  "evil.example:7117",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "user@localhost",
  "localhost/evil",
  "localhost#evil",
  "10.0.0.1:7117",
])("%s is not", (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});

test.each([
  ["localhost:7117", "http://localhost:7117", null],
  ["localhost:9000", "http://localhost:9000", null],
  ["[::1]:7117", "http://[::1]:7117", null],
  ["localhost:7117", "http://evil.example", /evil[.]example may not/],
  ["localhost:7117", "http://localhost:3000", /may not/],
  ["localhost:7117", "null", /may not/],
  ["localhost:7117", undefined, /Origin/],
  ["evil.example:7117", "http://evil.example:7117", /ssh -L/],
])("host %s with origin %s", (host, origin, problem) => {
  const found = originProblem(host, origin);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toMatch(problem);
});
