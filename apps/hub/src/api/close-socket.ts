import type { WebSocket } from "ws";

/** Close codes of this hub; the reason beside them is for people. */
export const CLOSE_GOING_AWAY = 1001;
export const CLOSE_MALFORMED = 4400;
export const CLOSE_NO_HELLO = 4408;
export const CLOSE_REPLACED = 4409;

/** A close frame holds 125 bytes, two of them the code. */
const MAX_REASON_BYTES = 123;
/** A peer that does not answer the close frame is cut off. */
const CLOSE_WAIT_MS = 2_000;

export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, cutToBytes(reason, MAX_REASON_BYTES));
  const timer = setTimeout(() => socket.terminate(), CLOSE_WAIT_MS);
  socket.once("close", () => clearTimeout(timer));
}

/** Cuts between characters, so that the rest is still valid UTF-8. */
export function cutToBytes(text: string, maxBytes: number): string {
  let cut = "";
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    cut += character;
  }
  return cut;
}
