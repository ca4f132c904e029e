import type { HubFacts } from "@vramfleet/core/fleet";
import type { Logger } from "@vramfleet/core/log";
import { WEB_MAX_MESSAGE_BYTES, WEB_SOCKET_PATH } from "@vramfleet/protocol/fleet";
import type { FleetFeed } from "../fleet/fleet-feed.ts";
import { followFleet, followNode } from "../fleet/follow.ts";
import type { LiveFleet } from "../ingest/live.ts";
import type { History } from "../store/history.ts";
import { createSharedEncoder } from "./encode-shared.ts";
import { originProblem } from "./loopback.ts";
import { serveRouter } from "./serve-router.ts";
import type { OpenSocket, SocketRoute } from "./upgrade.ts";
import { webRouter } from "./web-router.ts";

export interface WebSocketOptions {
  facts: HubFacts;
  feed: FleetFeed;
  live: LiveFleet;
  history: Pick<History, "range">;
  log: Logger;
  nowMs: () => number;
}

export function webSocketRoute(options: WebSocketOptions): SocketRoute {
  const encode = createSharedEncoder();
  return {
    path: WEB_SOCKET_PATH,
    maxMessageBytes: WEB_MAX_MESSAGE_BYTES,
    refusalOf: ({ headers }) => {
      const reason = originProblem(headers.host, headers.origin);
      return reason === null ? null : { status: "403 Forbidden", reason };
    },
    serve: (open) => serveBrowser(open, options, encode),
  };
}

function serveBrowser(open: OpenSocket, options: WebSocketOptions, encode: (message: unknown) => string): void {
  const { feed, live, history, log, nowMs } = options;
  const followerOf = (signal: AbortSignal) => ({ signal, bufferedBytes: () => open.socket.bufferedAmount });
  serveRouter({
    open,
    router: webRouter,
    context: {
      hub: () => options.facts,
      followFleet: (signal) => followFleet(feed, followerOf(signal)),
      followNode: (nodeId, signal) => followNode(live, nodeId, followerOf(signal)),
      gpuHistory: (input) => history.range({ ...input, nowMs: nowMs() }),
    },
    closesOnFault: false,
    encode,
    reportFault: (reason) => log.warn("a browser's message was refused", { reason }),
    reportError: (error) => log.error("a browser's call failed", { reason: error.message }),
  });
}
