import fc from "fast-check";
import { expect, test } from "vitest";
import { cutToBytes } from "./close-socket.ts";

test("a reason fits into a close frame and stays valid text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.nat({ max: 130 }), (text, maxBytes) => {
      const cut = cutToBytes(text, maxBytes);
      expect(text.startsWith(cut)).toBe(true);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
      expect(Buffer.from(cut).toString()).toBe(cut);
      if (Buffer.byteLength(text) <= maxBytes) expect(cut).toBe(text);
    }),
  );
});
