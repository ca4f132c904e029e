import type { HubFacts } from "@vramfleet/core/fleet";
import type { Logger } from "@vramfleet/core/log";
import { WEB_SOCKET_PATH } from "@vramfleet/protocol/fleet";
import { SOFTWARE_VERSION } from "@vramfleet/protocol/version";
import { agentSocketRoute } from "./api/agent-socket.ts";
import type { IngestServices } from "./ingest/agent-session.ts";
import { createUpgrader } from "./api/upgrade.ts";
import { webSocketRoute } from "./api/web-socket.ts";
import { createFleetFeed } from "./fleet/fleet-feed.ts";
import { createCommitQueue } from "./ingest/commit-queue.ts";
import { createLiveFleet } from "./ingest/live.ts";
import { createNodeSockets } from "./ingest/node-sockets.ts";
import { rememberNodes } from "./ingest/remember-nodes.ts";
import { startRetention } from "./ingest/retain.ts";
import { createGate, type Gate } from "./start/gate.ts";
import { startHeartbeat } from "./start/heartbeat.ts";
import { listen } from "./start/listen.ts";
import { prepareDataDir } from "./start/prepare-data-dir.ts";
import { stopHub } from "./start/stop.ts";
import { openStorage, type Storage } from "./store/storage.ts";
import { watchAppend } from "./store/watch-storage.ts";
import { loadPages } from "./web/load-pages.ts";
import { createRequestListener } from "./web/serve.ts";

export interface HubOptions {
  /** 0 takes a free one. */
  port: number;
  dataDir: string;
  agentToken: string;
  /** Folder of the exported pages; null, or one without an index.html, serves a note how to build them. */
  webRoot: string | null;
  simulated: boolean;
  historyDays: number;
  /** The storage worker's own entry file, bundled or as source. */
  storageWorkerUrl: URL;
  /** Folder of the migrations, with `meta/_journal.json` in it. */
  migrationsDir: string;
  log: Logger;
  nowMs: () => number;
}

export interface RunningHub {
  port: number;
  /** Without a slash at the end. */
  url: string;
  reconfigure(settings: { historyDays: number }): void;
  /** Commits what was received; ends within 5 s. */
  close(): Promise<void>;
}

/** Starts a hub on this machine's loopback address; rejects with a HubError that says what to do. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const { dataDir, log } = options;
  await prepareDataDir(dataDir);
  const gate = createGate();
  const port = await listen(gate.server, options.port);
  try {
    const storage = await openStorage({
      workerUrl: options.storageWorkerUrl,
      dataDir,
      migrationsDir: options.migrationsDir,
      report: (problem) => log.error("the storage stopped and is started again", { reason: problem }),
    });
    return { port, url: `http://127.0.0.1:${port}`, ...(await wire(options, storage, gate)) };
  } catch (thrown) {
    gate.server.close();
    throw thrown;
  }
}

async function wire(
  options: HubOptions,
  storage: Storage,
  gate: Gate,
): Promise<Pick<RunningHub, "reconfigure" | "close">> {
  const { log, nowMs, historyDays, simulated } = options;
  const facts: HubFacts = { version: SOFTWARE_VERSION, startedAtMs: nowMs(), simulated };
  const { history } = storage;
  const live = createLiveFleet(nowMs);
  const memory = await rememberNodes(live, storage.nodes, log);
  const feed = createFleetFeed({ live, facts, nowMs });
  const stored = watchAppend(history, log);
  const queue = createCommitQueue((batches) => stored.append(batches));
  const ingest: IngestServices = { live, queue, sockets: createNodeSockets(), history, nowMs };
  const upgrader = createUpgrader(
    [
      agentSocketRoute({ agentToken: options.agentToken, ingest, log }),
      webSocketRoute({ facts, feed, live, history, log, nowMs }),
    ],
    (path, reason) => log.warn("a connection was refused", { path, reason }),
  );
  const retention = startRetention({ history, historyDays, log, nowMs });
  const stopHeartbeat = startHeartbeat({ live, memory, browsers: () => upgrader.sockets(WEB_SOCKET_PATH) });
  const pages = options.webRoot === null ? null : await loadPages(options.webRoot);
  const databaseProblem = () => (storage.isRunning() ? stored.problem() : "the storage is being started again");
  gate.open({
    request: createRequestListener({ pages, health: () => ({ live, databaseProblem: databaseProblem() }) }),
    upgrade: (request, connection, head) => upgrader.upgrade(request, connection, head),
  });
  return {
    reconfigure: (settings) => retention.setDays(settings.historyDays),
    close: async () => {
      stopHeartbeat();
      retention.stop();
      feed.close();
      await stopHub({ server: gate.server, upgrader, queue, memory, storage, log });
    },
  };
}
