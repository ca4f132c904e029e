import { expect, test } from "vitest";
import { nodeHref } from "./node-href.ts";

test("a GPU is named by its uuid, by its slot where it has none, so that a link leads to that GPU", () => {
  expect(nodeHref("n 1")).toBe("/node?id=n+1");
  expect(nodeHref("n1", { uuid: "GPU-a", slotIndex: 3 })).toBe("/node?id=n1&gpu=GPU-a");
  expect(nodeHref("n1", { uuid: null, slotIndex: 3 })).toBe("/node?id=n1&gpu=3");
});
