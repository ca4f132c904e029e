import WebSocket from "ws";

/** Why a socket ended, or never opened. */
export interface SocketEnd {
  opened: boolean;
  /** HTTP status when the hub refused the upgrade. */
  refusedStatus: number | null;
  /** WebSocket close code; null before the socket opened. */
  closeCode: number | null;
  /** Words for the log, from the network or the hub. */
  reason: string;
}

export interface SocketEvents {
  opened(socket: WebSocket): void;
  /** Once for every socket, after `opened` if that happened. */
  ended(socket: WebSocket, end: SocketEnd): void;
}

const HANDSHAKE_TIMEOUT_MS = 10_000;
/** The hub's answers are small. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** ws says a refused upgrade only in its error's text (version 8: "Unexpected server response: 401"). */
function refusedStatus(error: Error | null): number | null {
  const status = /^Unexpected server response: (\d{3})$/.exec(error?.message ?? "")?.[1];
  return status === undefined ? null : Number(status);
}

function reasonOf(error: Error | null, closeReason: string): string {
  if (closeReason !== "") return closeReason;
  if (error === null) return "closed";
  // Several addresses tried at once make an AggregateError, which has a code but no message.
  return error.message !== "" ? error.message : "code" in error ? String(error.code) : error.name;
}

/** A WebSocket class for tRPC's client: the token goes into the upgrade's header, never into the URL. */
export function hubSocketClass(token: string, events: SocketEvents): typeof globalThis.WebSocket {
  class HubSocket extends WebSocket {
    constructor(url: string | URL) {
      super(url, {
        headers: { authorization: `Bearer ${token}` },
        handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
        maxPayload: MAX_ANSWER_BYTES,
        perMessageDeflate: false,
        followRedirects: false,
      });
      let opened = false;
      let ended = false;
      let error: Error | null = null;
      const end = (closeCode: number | null, closeReason: string): void => {
        if (ended) return;
        ended = true;
        const reason = reasonOf(error, closeReason);
        events.ended(this, { opened, refusedStatus: refusedStatus(error), closeCode, reason });
      };
      this.on("open", () => {
        opened = true;
        events.opened(this);
      });
      this.on("error", (cause) => {
        error = cause;
        // Before tRPC hears of the failure and asks how long to wait.
        if (!opened) end(null, "");
      });
      this.on("close", (code, reason) => end(code, reason.toString()));
    }
  }
  // tRPC uses what ws has in common with the browser's class: construct, send, close, readyState, addEventListener.
  return HubSocket as unknown as typeof globalThis.WebSocket;
}
