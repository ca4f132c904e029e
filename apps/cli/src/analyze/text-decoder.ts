import { TextDecoder } from "node:util";

export interface PieceDecoder {
  decode(bytes: Uint8Array): string;
  finish(): string;
}

/** Text of bytes that arrive in pieces: UTF-8, or UTF-16 where its mark stands first, as shells of Windows write. */
export function createTextDecoder(): PieceDecoder {
  let decoder: TextDecoder | null = null;
  return {
    decode(bytes) {
      decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8");
      return decoder.decode(bytes, { stream: true });
    },
    finish: () => decoder?.decode() ?? "",
  };
}
