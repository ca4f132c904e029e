import type { AnyTRPCRouter, inferRouterContext } from "@trpc/server";
import { getWSConnectionHandler } from "@trpc/server/adapters/ws";
import { clientFault } from "./client-fault.ts";
import { CLOSE_MALFORMED, closeSocket } from "./close-socket.ts";
import { MAX_CALLS_PER_MESSAGE, readFrame } from "./read-frame.ts";
import type { OpenSocket } from "./upgrade.ts";

/** Quiet sockets are asked for a sign of life; one that gives none is dead. */
const PING_MS = 10_000;
const PONG_WAIT_MS = 5_000;

export interface ServedSocket<TRouter extends AnyTRPCRouter> {
  open: OpenSocket;
  router: TRouter;
  context: inferRouterContext<TRouter>;
  /** Whether a call that is refused for the client's fault ends the socket, as a message that is no call always does. */
  closesOnFault: boolean;
  encode: (message: unknown) => string;
  reportFault(reason: string): void;
  reportError(error: Error): void;
}

/** Serves a router on one socket. tRPC's adapter answers garbage and keeps the socket; here garbage ends it, with the reason. */
export function serveRouter<TRouter extends AnyTRPCRouter>(served: ServedSocket<TRouter>): void {
  const { socket, request, server } = served.open;
  let refused = false;
  const refuse = (reason: string): void => {
    if (refused) return;
    refused = true;
    served.reportFault(reason);
    // After the answer that names the fault to the call.
    setImmediate(() => closeSocket(socket, CLOSE_MALFORMED, reason));
  };
  getWSConnectionHandler<TRouter>({
    wss: server,
    router: served.router,
    createContext: () => served.context,
    keepAlive: { enabled: true, pingMs: PING_MS, pongWaitMs: PONG_WAIT_MS },
    maxBatchSize: MAX_CALLS_PER_MESSAGE,
    experimental_encoder: {
      encode: served.encode,
      decode: (data) => {
        if (refused) throw new Error("the socket is being closed");
        try {
          return readFrame(data);
        } catch (thrown) {
          refuse(thrown instanceof Error ? thrown.message : "unreadable message");
          throw thrown;
        }
      },
    },
    onError: ({ error, path, type }) => {
      // A socket's own error (a message over the limit, a broken frame) closes it by itself.
      if (type === "unknown") return served.reportFault(error.message);
      const fault = clientFault(error, path);
      if (fault === null) return served.reportError(error);
      if (served.closesOnFault) refuse(fault);
    },
  })(socket, request);
}
