import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import type { AgentRouter } from "@vramfleet/hub/api/agent-router";
import type { HelloInput, HelloOutput, PushInput, PushOutput } from "@vramfleet/protocol/agent";
import type WebSocket from "ws";
import { readHelloOutput, readPushOutput } from "./hub-answer.ts";
import { hubSocketClass, type SocketEnd } from "./hub-socket.ts";
import type { SealedBatch } from "./outbox.ts";
import { sealedEncoder } from "./sealed-encoder.ts";

/** One open socket to the hub. Calls reject when the socket ends or the hub takes too long. */
export interface HubSession {
  hello(input: HelloInput): Promise<HelloOutput>;
  push(batch: SealedBatch): Promise<PushOutput>;
  /** Ends this socket now; a new one is opened after the pause. */
  drop(): void;
}

export interface HubLinkOptions {
  socketUrl: string;
  token: string;
  /** A call that takes longer ends its socket. */
  callTimeoutMs: number;
  /** Pause before the next attempt. */
  retryDelayMs: () => number;
  opened: (session: HubSession) => void;
  /** A socket ended or could not be opened; `session` is null in the second case. */
  ended: (session: HubSession | null, end: SocketEnd) => void;
}

export interface HubLink {
  /** Ends the socket and the attempts. */
  close(): Promise<void>;
}

/** A dead link shows itself within 10 s. */
const KEEP_ALIVE = { enabled: true, intervalMs: 5_000, pongTimeoutMs: 5_000 };

/** Keeps one socket to the hub open, for ever, with the caller's pauses between attempts. */
export function connectHub(options: HubLinkOptions): HubLink {
  const sessions = new Map<WebSocket, HubSession>();
  const sockets = new Set<WebSocket>();
  const socketClass = hubSocketClass(options.token, {
    opened(socket) {
      sockets.add(socket);
      // tRPC sends on a socket only after its own "open" listeners ran, which is before the next turn of the loop.
      setImmediate(() => {
        if (socket.readyState !== socket.OPEN) return;
        const session = sessionOn(socket, calls, options.callTimeoutMs);
        sessions.set(socket, session);
        options.opened(session);
      });
    },
    ended(socket, end) {
      const session = sessions.get(socket) ?? null;
      sessions.delete(socket);
      sockets.delete(socket);
      options.ended(session, end);
    },
  });
  const client = createWSClient({
    url: options.socketUrl,
    WebSocket: socketClass,
    retryDelayMs: options.retryDelayMs,
    keepAlive: KEEP_ALIVE,
    lazy: { enabled: false, closeMs: 0 },
    experimental_encoder: sealedEncoder,
  });
  const calls = createTRPCClient<AgentRouter>({ links: [wsLink({ client })] });

  return {
    async close() {
      const closed = client.close();
      // tRPC waits for calls in flight, and for the other side's close frame; a stopping agent does not.
      for (const socket of sockets) socket.terminate();
      await closed;
    },
  };
}

type Calls = ReturnType<typeof createTRPCClient<AgentRouter>>;

function sessionOn(socket: WebSocket, calls: Calls, callTimeoutMs: number): HubSession {
  const inTime = async <T>(call: () => Promise<T>): Promise<T> => {
    if (socket.readyState !== socket.OPEN) throw new Error("the socket to the hub is closed");
    const timeout = setTimeout(() => socket.terminate(), callTimeoutMs);
    try {
      return await call();
    } finally {
      clearTimeout(timeout);
    }
  };
  return {
    hello: async (input) => readHelloOutput(await inTime(() => calls.hello.mutate(input))),
    // sealedEncoder sends the batch's text in its place, which is the JSON of a PushInput.
    push: async (batch) => readPushOutput(await inTime(() => calls.push.mutate(batch as unknown as PushInput))),
    drop: () => socket.terminate(),
  };
}
