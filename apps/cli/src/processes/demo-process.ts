import { startDemoFleet } from "@vramfleet/agent/demo/demo-fleet";
import { type DemoArguments, readArguments } from "./arguments.ts";
import { readToken } from "./read-token.ts";
import { serve } from "./serve.ts";

const given = readArguments<DemoArguments>();
const { values, nodeCount, gpusPerNode } = given;
await serve({
  name: "demo",
  ...given,
  start: async (log) => {
    const token = readToken(values.token_file, log);
    const fleet = startDemoFleet({ hubUrl: values.hub_url, token, log, nodeCount, gpusPerNode });
    return { apply: () => {}, stop: () => fleet.close() };
  },
});
