import type { IncomingMessage } from "node:http";
import type { Logger } from "@vramfleet/core/log";
import { AGENT_MAX_MESSAGE_BYTES, AGENT_SOCKET_PATH } from "@vramfleet/protocol/agent";
import { isSameSecret } from "../auth/same-secret.ts";
import { createAgentSession, type IngestServices } from "../ingest/agent-session.ts";
import { agentRouter } from "./agent-router.ts";
import { CLOSE_NO_HELLO, CLOSE_REPLACED, closeSocket } from "./close-socket.ts";
import { serveRouter } from "./serve-router.ts";
import type { OpenSocket, SocketRoute, UpgradeRefusal } from "./upgrade.ts";

const HELLO_WITHIN_MS = 10_000;

export interface AgentSocketOptions {
  agentToken: string;
  ingest: IngestServices;
  log: Logger;
  /** A deadline for tests that do not wait ten seconds. */
  helloWithinMs?: number;
}

export function agentSocketRoute(options: AgentSocketOptions): SocketRoute {
  return {
    path: AGENT_SOCKET_PATH,
    maxMessageBytes: AGENT_MAX_MESSAGE_BYTES,
    refusalOf: (request) => refusalOf(request, options.agentToken),
    serve: (open) => serveAgent(open, options),
  };
}

function refusalOf({ headers }: IncomingMessage, agentToken: string): UpgradeRefusal | null {
  if (headers.origin !== undefined) {
    return { status: "403 Forbidden", reason: "this socket is for agents; a browser's page may not open it" };
  }
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (token === undefined) {
    return { status: "401 Unauthorized", reason: "no agent token; send the hub's as Authorization: Bearer <token>" };
  }
  if (isSameSecret(token, agentToken)) return null;
  return {
    status: "401 Unauthorized",
    reason: "the agent token is not this hub's; copy the hub's agent-token file again",
  };
}

function serveAgent(open: OpenSocket, options: AgentSocketOptions): void {
  const { log } = options;
  const { socket } = open;
  const session = createAgentSession(options.ingest, () => {
    log.warn("an agent was replaced: two agents report as one node", { node: session.node()?.hostname ?? "?" });
    closeSocket(socket, CLOSE_REPLACED, "another agent connected as this node; give each node its own node id");
  });
  const helloDeadline = setTimeout(() => {
    if (session.node() === null) closeSocket(socket, CLOSE_NO_HELLO, "no hello in time");
  }, options.helloWithinMs ?? HELLO_WITHIN_MS);
  socket.once("close", () => {
    clearTimeout(helloDeadline);
    const node = session.node();
    session.end();
    if (node !== null) log.info("agent disconnected", { node: node.hostname });
  });
  serveRouter({
    open,
    router: agentRouter,
    context: {
      hello: async (input) => {
        const isFirst = session.node() === null;
        const output = await session.hello(input);
        if (isFirst) log.info("agent connected", { node: input.node.hostname, agentVersion: input.node.agentVersion });
        return output;
      },
      push: (input) => session.push(input),
    },
    closesOnFault: true,
    encode: (message) => JSON.stringify(message),
    reportFault: (reason) =>
      log.warn("an agent's message was refused", { node: session.node()?.hostname ?? "?", reason }),
    reportError: (error) =>
      log.error("an agent's call failed", { node: session.node()?.hostname ?? "?", reason: error.message }),
  });
}
