/** Longest text that leaves an agent, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 256;

// Nothing to do for printable ASCII, which nearly every name is.
const PLAIN = /^[\x20-\x7e]*$/;

// ECMA-48: CSI with its parameters; OSC, DCS, SOS, PM and APC with their text up to BEL, ST or the end; other escapes.
// Each begins with ESC and a letter, or with the one C1 character that means the same.
const ESCAPE_SEQUENCES = new RegExp(
  [
    String.raw`(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?`,
    String.raw`(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)`,
    String.raw`\x1b[\x20-\x2f]*[\x30-\x7e]?`,
  ].join("|"),
  "g",
);

const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

// Controls; bidirectional marks, embeddings and isolates; whatever Unicode says is shown as nothing (zero-width characters,
// soft hyphen, byte order mark, tags, variation selectors); interlinear annotation.
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

const LONE_SURROGATES = /\p{Surrogate}/gu;

/**
 * Text from outside made safe for terminals, logs and pages: no escape sequences, no control, bidirectional or invisible
 * characters, well-formed, at most `maxLength` UTF-16 units. Line breaks and tabs become a space. Idempotent.
 */
export function sanitizeText(text: string, maxLength: number = MAX_TEXT_LENGTH): string {
  if (PLAIN.test(text)) return text.length <= maxLength ? text : text.slice(0, maxLength);
  const visible = text
    // First: removing what stands between two halves must not make a new character of them.
    .replaceAll(LONE_SURROGATES, "\ufffd")
    .replaceAll(ESCAPE_SEQUENCES, "")
    .replaceAll(LINE_BREAKS, " ")
    .replaceAll(INVISIBLE, "");
  return cut(visible, maxLength);
}

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const splitsPair = (text.codePointAt(maxLength - 1) ?? 0) > 0xffff;
  return text.slice(0, splitsPair ? maxLength - 1 : maxLength);
}
