import { expect, test } from "vitest";
import { hubStateText } from "./hub-state-text.ts";

const base = { connection: "open", known: true, problem: null, valuesFrom: null } as const;

test("live, and what is said instead", () => {
  expect(hubStateText(base)).toEqual({ state: "live", note: null });
  expect(hubStateText({ ...base, known: false })).toEqual({ state: "connecting", note: null });
  expect(hubStateText({ ...base, problem: "bad output" })).toEqual({ state: "no live view", note: "bad output" });
});

test("while the hub is away the age of the values is said", () => {
  expect(hubStateText({ ...base, connection: "away", valuesFrom: "12:03:04" })).toEqual({
    state: "reconnecting",
    note: "values from 12:03:04",
  });
  expect(hubStateText({ ...base, connection: "away", known: false }).state).toBe("hub not reachable");
});
