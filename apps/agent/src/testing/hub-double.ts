import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { initTRPC, TRPCError } from "@trpc/server";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import {
  AGENT_MAX_MESSAGE_BYTES,
  AGENT_SOCKET_PATH,
  type HelloInput,
  helloInputSchema,
  helloOutputSchema,
  type PushInput,
  pushInputSchema,
  pushOutputSchema,
} from "@vramfleet/protocol/agent";
import { type WebSocket, WebSocketServer } from "ws";

export type PushVerdict = "store" | "busy" | "invalid" | "hang" | "drop" | "store-then-drop";

/** A hub's agent side: real sockets, real tRPC, the protocol's own schemas; what it stores is an array. */
export interface HubDouble {
  url: string;
  hellos: HelloInput[];
  /** Every push as it arrived, stored or not, with its text. */
  arrived: PushInput[];
  /** Stored once each by (epoch, seq). */
  stored: PushInput[];
  /** Asked before each push. */
  judge: (push: PushInput) => PushVerdict;
  /** Resolves once `condition` holds; checked at every arrival. */
  until(condition: () => boolean): Promise<void>;
  dropSockets(): void;
  close(): Promise<void>;
}

interface Options {
  token?: string;
  port?: number;
  maxMessageBytes?: number;
  /** What an earlier hub with the same database had. */
  stored?: PushInput[];
}

export async function startHubDouble(options: Options = {}): Promise<HubDouble> {
  const { token = "secret" } = options;
  const http = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes ?? AGENT_MAX_MESSAGE_BYTES,
  });
  const waiters = new Set<() => void>();
  const hub: HubDouble = {
    url: "",
    hellos: [],
    arrived: [],
    stored: options.stored ?? [],
    judge: () => "store",
    until: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (!condition()) return;
          waiters.delete(check);
          resolve();
        };
        waiters.add(check);
        check();
      }),
    dropSockets: () => sockets.clients.forEach((socket) => socket.terminate()),
    close: () => closeAll(http, sockets),
  };
  http.on("upgrade", (request, socket, head) => {
    const allowed = request.headers.authorization === `Bearer ${token}` && request.url === AGENT_SOCKET_PATH;
    if (!allowed) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit("connection", opened, request));
  });
  applyWSSHandler({
    wss: sockets,
    router: routerOf(hub, () => waiters.forEach((check) => check())),
    createContext: ({ res }) => ({ socket: res }),
    keepAlive: { enabled: true, pingMs: 30_000, pongWaitMs: 5_000 },
  });
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, "127.0.0.1", resolve));
  hub.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return hub;
}

function routerOf(hub: HubDouble, arrived: () => void) {
  const t = initTRPC.context<{ socket: WebSocket }>().create();
  const lastSeq = (epoch: string): number =>
    Math.max(0, ...hub.stored.filter((push) => push.epoch === epoch).map((push) => push.seq));
  return t.router({
    hello: t.procedure
      .input(helloInputSchema)
      .output(helloOutputSchema)
      .mutation(({ input }) => {
        hub.hellos.push(input);
        arrived();
        return { protocolVersion: 1, hubVersion: "test", storedSeq: lastSeq(input.epoch) || null };
      }),
    push: t.procedure
      .input(pushInputSchema)
      .output(pushOutputSchema)
      .mutation(async ({ input, ctx }) => {
        hub.arrived.push(input);
        const verdict = hub.judge(input);
        if (verdict.startsWith("store") && input.seq > lastSeq(input.epoch)) hub.stored.push(input);
        arrived();
        if (verdict.endsWith("drop")) ctx.socket.terminate();
        if (verdict === "hang") await new Promise(() => {});
        if (verdict === "busy") throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "disk full" });
        if (verdict === "invalid") throw new TRPCError({ code: "BAD_REQUEST", message: "no such thing" });
        return { storedSeq: Math.max(1, lastSeq(input.epoch)) };
      }),
  });
}

async function closeAll(http: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  await new Promise<void>((resolve) => http.close(() => resolve()));
}
