import { expect, test } from "vitest";
import { formatShare } from "./format-share.ts";

test.each([
  [0, "0%"],
  [0.5, "50%"],
  [0.7996, "79.96%"],
  [0.796, "79.6%"],
  [0.8, "80%"],
  [0.9, "90%"],
  [0.904, "90.4%"],
  [0.9004, "90.04%"],
  [0.95, "95%"],
  [0.997, "99.7%"],
  [0.99999, "99.99%"],
  [1, "100%"],
  [null, "n/a"],
])("a share of %s reads %s", (share, text) => {
  expect(formatShare(share)).toBe(text);
});
