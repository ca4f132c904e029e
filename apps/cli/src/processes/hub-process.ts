import { fileURLToPath } from "node:url";
import type { Logger } from "@vramfleet/core/log";
import { agentTokenPath, ensureAgentToken } from "@vramfleet/hub/auth/agent-token";
import { type RunningHub, startHub } from "@vramfleet/hub/main";
import { type HubArguments, readArguments } from "./arguments.ts";
import { hubFailure } from "./hub-failure.ts";
import { tellParent } from "./parent.ts";
import { serve } from "./serve.ts";

// Bundled: the storage worker and the migrations lie beside this file.
const STORAGE_WORKER = new URL("./storage-worker.mjs", import.meta.url);
const MIGRATIONS_DIR = fileURLToPath(new URL("./migrations", import.meta.url));

const given = readArguments<HubArguments>();
await serve({
  name: "hub",
  ...given,
  start: async (log) => {
    const hub = await start(given, log);
    tellParent({ kind: "listening", port: hub.port });
    if (!given.supervised) {
      const agentToken = agentTokenPath(given.values.data_dir);
      log.info("hub is ready", { url: hub.url, dataDir: given.values.data_dir, agentToken });
    }
    return {
      apply: ({ history_days: historyDays }) => {
        if (historyDays !== undefined) hub.reconfigure({ historyDays });
      },
      stop: () => hub.close(),
    };
  },
});

async function start({ values, pagesDir, simulated }: HubArguments, log: Logger): Promise<RunningHub> {
  try {
    const agentToken = await ensureAgentToken(values.data_dir);
    return await startHub({
      port: values.port,
      dataDir: values.data_dir,
      agentToken,
      webRoot: pagesDir,
      simulated,
      historyDays: values.history_days,
      storageWorkerUrl: STORAGE_WORKER,
      migrationsDir: MIGRATIONS_DIR,
      log,
      nowMs: Date.now,
    });
  } catch (error) {
    throw await hubFailure(error, values.port);
  }
}
