import type { TRPCClient } from "@trpc/client";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import type { WebRouter } from "@vramfleet/hub/api/web-router";
import { WEB_SOCKET_PATH } from "@vramfleet/protocol/web-socket-path";
import { retryDelayMs } from "./retry-delay.ts";
import { createStore } from "./store.ts";

/** `connecting` until the first success or failure; `away` while the hub does not answer and is tried again. */
export type HubConnection = "connecting" | "open" | "away";

export const hubConnection = createStore<HubConnection>("connecting");

const PING_EVERY_MS = 5_000;
const PONG_WITHIN_MS = 3_000;

let client: TRPCClient<WebRouter> | undefined;

/** The page's one socket to the hub, opened by the first call. It reconnects, and resumes subscriptions, by itself. */
export function hubClient(): TRPCClient<WebRouter> {
  client ??= connect(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${WEB_SOCKET_PATH}`);
  return client;
}

function connect(url: string): TRPCClient<WebRouter> {
  const socket = createWSClient({
    url,
    keepAlive: { enabled: true, intervalMs: PING_EVERY_MS, pongTimeoutMs: PONG_WITHIN_MS },
    retryDelayMs: (attemptIndex) => retryDelayMs(attemptIndex, Math.random()),
    onOpen: () => hubConnection.set("open"),
    onClose: () => hubConnection.set("away"),
    onError: () => hubConnection.set("away"),
  });
  return createTRPCClient<WebRouter>({ links: [wsLink<WebRouter>({ client: socket })] });
}
