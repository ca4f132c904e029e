import { expect, test } from "vitest";
import { lineOfKey } from "./key-line.ts";

test.each([
  ["a = 1\nport = 2", "port", 2],
  ["# port = 1\n'port' = 2", "port", 2],
  ['"port" = 2', "port", 1],
  ["a = '''\nport = 1\n'''\nport = 2", "port", 4],
  ["a = 1\n[port]\nb = 1", "port", 2],
  ["a = 1\n[[port]]\nb = 1", "port", 2],
  ["port.x = 1", "port", 1],
  ["[other]\nport = 1\n[port]", "port", 3],
  ['"a b" = 1', "a b", 1],
])("in %j, %s stands on line %d", (text, key, line) => {
  expect(lineOfKey(text, key)).toBe(line);
});
