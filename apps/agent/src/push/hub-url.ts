import type { Result } from "@vramfleet/core/result";
import { err, ok } from "@vramfleet/core/result";
import { AGENT_SOCKET_PATH } from "@vramfleet/protocol/agent-limits";

export interface HubAddress {
  /** Where the agent's socket is, ws: or wss:. */
  socketUrl: string;
  loopback: boolean;
}

const SOCKET_SCHEMES: Readonly<Record<string, string>> = {
  "http:": "ws:",
  "https:": "wss:",
  "ws:": "ws:",
  "wss:": "wss:",
};

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Address of the agents' socket behind the URL a person gives; a path in front of it (a proxy's) is kept. */
export function hubAddress(hubUrl: string): Result<HubAddress, string> {
  const wanted = "expected http(s)://host:port or ws(s)://host:port";
  if (!URL.canParse(hubUrl)) return err(`"${hubUrl}" is not a URL: ${wanted}`);
  const url = new URL(hubUrl);
  const scheme = SOCKET_SCHEMES[url.protocol];
  if (scheme === undefined) return err(`"${hubUrl}" is a ${url.protocol} URL: ${wanted}`);
  if (url.username !== "" || url.password !== "") {
    return err("the hub's URL holds a user or password: remove it, the token belongs in --token-file");
  }
  if (url.search !== "" || url.hash !== "") return err(`"${hubUrl}" has a query or fragment: ${wanted}`);
  const base = url.pathname.replace(/\/+$/, "");
  const path = base.endsWith(AGENT_SOCKET_PATH) ? base : base + AGENT_SOCKET_PATH;
  return ok({ socketUrl: `${scheme}//${url.host}${path}`, loopback: isLoopback(url.hostname) });
}
