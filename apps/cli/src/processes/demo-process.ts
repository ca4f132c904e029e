import { startDemoFleet } from "@vramfleet/agent/demo/demo-fleet";
import { demoArgumentsSchema } from "./arguments.ts";
import { readToken } from "./read-token.ts";
import { serve } from "./serve.ts";

const given = demoArgumentsSchema.parse(JSON.parse(process.argv[2] ?? ""));
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
