import { WebSocket } from "ws";

/**
 * A socket class for ws's server, which ends a socket that breaks the protocol by a bare code: here the peer is told in
 * words.
 */
export function reasonedSocket(maxMessageBytes: number): typeof WebSocket {
  const reasons: ReadonlyMap<number | undefined, string> = new Map([
    [1002, "not a valid WebSocket frame"],
    [1007, "text that is not UTF-8"],
    [1009, `a message larger than ${maxMessageBytes} bytes; send less at once`],
  ]);
  return class extends WebSocket {
    override close(code?: number, reason?: string | Buffer): void {
      super.close(code, reason ?? reasons.get(code));
    }
  };
}
