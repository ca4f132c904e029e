import { expect, test } from "vitest";
import { planReload } from "./reload-plan.ts";

test("live keys change at once, the others keep what runs until a restart", () => {
  const running = { port: 7117, log_level: "info", history_days: 14 };
  const plan = planReload(running, { port: 7200, log_level: "debug", history_days: 14 });
  expect(plan).toEqual({
    live: ["log_level"],
    restart: ["port"],
    values: { port: 7117, log_level: "debug", history_days: 14 },
  });
  expect(planReload(plan.values, { port: 7200, log_level: "debug", history_days: 14 })).toMatchObject({
    live: [],
    restart: ["port"],
  });
});
