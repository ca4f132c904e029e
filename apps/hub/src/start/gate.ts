import { createServer, type RequestListener, type Server } from "node:http";
import type { Upgrader } from "../api/upgrade.ts";

/** What answers once the hub is ready. */
interface Handlers {
  request: RequestListener;
  upgrade: Upgrader["upgrade"];
}

/** A server that can listen, and so hold its port, before the hub is ready; until then it says so. */
export interface Gate {
  server: Server;
  open(handlers: Handlers): void;
}

export function createGate(): Gate {
  let handlers: Handlers | null = null;
  const server = createServer((request, response) => {
    if (handlers !== null) {
      handlers.request(request, response);
      return;
    }
    response.writeHead(503, { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "1" });
    response.end("the hub is starting; try again in a moment\n");
  });
  server.on("upgrade", (request, connection, head) => {
    if (handlers === null) connection.destroy();
    else handlers.upgrade(request, connection, head);
  });
  return {
    server,
    open: (ready) => {
      handlers = ready;
    },
  };
}
