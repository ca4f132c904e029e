import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { reasonedSocket } from "./reasoned-socket.ts";

export interface UpgradeRefusal {
  status: "401 Unauthorized" | "403 Forbidden" | "404 Not Found" | "503 Service Unavailable";
  reason: string;
}

/** A client that was let in. */
export interface OpenSocket {
  socket: WebSocket;
  request: IncomingMessage;
  server: WebSocketServer;
}

/** One kind of socket: who may open it, what is then done with it. */
export interface SocketRoute {
  path: string;
  maxMessageBytes: number;
  refusalOf(request: IncomingMessage): UpgradeRefusal | null;
  serve(open: OpenSocket): void;
}

export interface Upgrader {
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  /** Those of one path, or all. */
  sockets(path?: string): WebSocket[];
  /** From now on every request is refused. */
  stop(): void;
}

/** Decides on every upgrade before it is done: a client that may not is answered in plain HTTP. */
export function createUpgrader(
  routes: readonly SocketRoute[],
  report: (path: string, reason: string) => void,
): Upgrader {
  let stopping = false;
  const served = new Map(routes.map((route) => [route.path, { route, server: serverFor(route.maxMessageBytes) }]));
  const refusalOf = (request: IncomingMessage, route: SocketRoute | undefined): UpgradeRefusal | null => {
    if (stopping) return { status: "503 Service Unavailable", reason: "the hub is stopping; try again in a moment" };
    if (route === undefined) {
      return { status: "404 Not Found", reason: `no socket here; there are ${[...served.keys()].join(" and ")}` };
    }
    return route.refusalOf(request);
  };
  return {
    upgrade: (request, connection, head) => {
      connection.on("error", () => connection.destroy());
      const path = pathOf(request);
      const known = served.get(path);
      const refusal = refusalOf(request, known?.route);
      if (refusal !== null || known === undefined) {
        report(path, refusal?.reason ?? "");
        return refuse(connection, refusal ?? { status: "404 Not Found", reason: "no socket here" });
      }
      known.server.handleUpgrade(request, connection, head, (socket) =>
        known.route.serve({ socket, request, server: known.server }),
      );
    },
    sockets: (path) =>
      [...served].flatMap(([name, { server }]) => (path === undefined || path === name ? [...server.clients] : [])),
    stop: () => {
      stopping = true;
    },
  };
}

function serverFor(maxPayload: number): WebSocketServer {
  const socketClass = reasonedSocket(maxPayload);
  return new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false, WebSocket: socketClass });
}

function pathOf(request: IncomingMessage): string {
  const [path = ""] = (request.url ?? "").split("?");
  return path;
}

function refuse(connection: Duplex, { status, reason }: UpgradeRefusal): void {
  const body = `${reason}\n`;
  const head = [
    `HTTP/1.1 ${status}`,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(status.startsWith("401") ? ["WWW-Authenticate: Bearer"] : []),
    "Connection: close",
  ];
  connection.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
