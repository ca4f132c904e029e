import { expect, test } from "vitest";
import { withQuery } from "./query.ts";

test("one key changes and the rest of the address stays", () => {
  expect(withQuery("http://hub:7117/node?id=a&range=1h#x", { range: "6h" })).toBe("/node?id=a&range=6h#x");
});

test("an empty value leaves the address", () => {
  expect(withQuery("http://hub:7117/?q=h200&sort=trouble", { q: "" })).toBe("/?sort=trouble");
});

test("values are encoded", () => {
  expect(withQuery("http://hub:7117/", { q: "a&b c" })).toBe("/?q=a%26b+c");
});
