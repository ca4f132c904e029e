import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_TEXT_LENGTH, sanitizeText } from "./sanitize.ts";

test.each([
  ["plain text", "python train.py --lr 1e-4", "python train.py --lr 1e-4"],
  ["letters of every script", "训练 обучение ünïcode 🚀", "训练 обучение ünïcode 🚀"],
  ["colours", "\x1b[1;31mred\x1b[0m", "red"],
  ["cursor movement", "a\x1b[2J\x1b[Hb", "ab"],
  ["a window title ended by BEL", "a\x1b]0;evil\x07b", "ab"],
  ["a hyperlink ended by ST", "\x1b]8;;http://evil\x1b\\click\x1b]8;;\x1b\\", "click"],
  ["a device control string", "a\x1bPpayload\x1b\\b", "ab"],
  ["the same in one C1 character each", "a\x9b31mb\x9dtitle\x9cc", "abc"],
  ["a charset switch", "\x1b(0lqk", "lqk"],
  ["a title that never ends", "a\x1b]0;evil", "a0;evil"],
  ["a lone escape at the end", "a\x1b", "a"],
  ["C0, DEL and C1", "a\0\x08\x7f\x85b\x80c", "a bc"],
  ["line breaks and tabs", "one\r\ntwo\tthree\u2028four", "one two three four"],
  ["bidirectional overrides", "user\u202etxt.exe\u2066\u2069\u200f\u061c", "usertxt.exe"],
  ["zero-width characters", "ro\u200bo\u200dt\ufeff\u2060", "root"],
  ["hidden tag characters", "a\u{e0041}\u{e007f}b", "ab"],
  ["lone surrogates", "a\ud800b\udc00", "a\ufffdb\ufffd"],
  ["halves of a pair kept apart by an invisible character", "\ud83d\u200b\ude80", "\ufffd\ufffd"],
])("%s", (_name, text, clean) => {
  expect(sanitizeText(text)).toBe(clean);
});

test("text is cut to 256 units, never through a pair", () => {
  expect(sanitizeText("x".repeat(300))).toHaveLength(MAX_TEXT_LENGTH);
  expect(sanitizeText(`${"x".repeat(255)}🚀`)).toBe("x".repeat(255));
  expect(sanitizeText(`${"x".repeat(254)}🚀!`)).toBe(`${"x".repeat(254)}🚀`);
  expect(sanitizeText("🚀", 0)).toBe("");
});

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\x1b", "[", "]", "0;", "\x07", "\x9b", "\x9d", "\x1b\\", "\ud83d", "\ude80", "\udb40", "\udc41"),
      fc.constantFrom("\u200b", "\u202e", "\ufeff", "\r\n", "m", "x".repeat(100)),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(""));

test("whatever comes in: the same again, bounded, well-formed, nothing invisible or controlling", () => {
  fc.assert(
    fc.property(hostile, fc.nat({ max: 300 }), (text, maxLength) => {
      const clean = sanitizeText(text, maxLength);
      expect(sanitizeText(clean, maxLength)).toBe(clean);
      expect(clean.length).toBeLessThanOrEqual(maxLength);
      expect(clean).not.toMatch(
        /\p{Surrogate}|\p{Cc}|\p{Bidi_Control}|[\u200b-\u200f\u2060-\u206f\ufeff\u2028\u2029]/u,
      );
    }),
    { numRuns: 2_000 },
  );
});

test("printable ASCII is left alone", () => {
  const printable = fc.string({ unit: "grapheme-ascii", maxLength: MAX_TEXT_LENGTH });
  fc.assert(fc.property(printable, (text) => sanitizeText(text) === text));
});
