import { expect, test } from "vitest";
import { unknownVariables } from "./unknown-variables.ts";

test("a slip is told with what was meant; variables of others are left alone", () => {
  const names = [
    "VRAMFLEET_PORT",
    "VRAMFLEET_PROT",
    "VRAMFLEET_SERVICE_HOST",
    "VRAMFLEET_SERVICE_PORT",
    "VRAMFLEET_PORT_7117_TCP",
    "VRAMFLEET_PORT_7117_TCP_ADDR",
    "VRAMFLEET_FAKE_SCENARIO",
    "VRAMFLEET_CONFIG",
  ];
  expect(unknownVariables(names)).toEqual([{ name: "VRAMFLEET_PROT", meant: "VRAMFLEET_PORT" }]);
});
