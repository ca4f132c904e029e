/** Short forms for the tables of questions. */
import { decodeText, decodeU32 } from "./decode.ts";
import type { Frame, Parameter, Query, Variant } from "./query.ts";

export const U32 = { out: 4 };
export const U64 = { out: 8 };

/** A question with one C function. */
export function one<T>(only: Variant<T>): Query<T> {
  return { variants: [only], fallBackOn: "outdated" };
}

/** A question with several, the newest first. */
export function newest<T>(fallBackOn: "outdated" | "any", ...variants: Variant<T>[]): Query<T> {
  return { variants, fallBackOn };
}

export function variant<T>(
  symbol: string,
  parameters: readonly Parameter[],
  decode: (out: Buffer) => T | null,
): Variant<T> {
  const given = parameters.flatMap((parameter) => ("given" in parameter ? [parameter.given] : []));
  return { symbol, frame: frameOf(parameters), decode: (out) => decode(out), key: `${symbol}(${given.join()})` };
}

function frameOf(parameters: readonly Parameter[]): Frame {
  const sizes = parameters.map((parameter) => ("out" in parameter ? parameter.out : 0));
  const out = Buffer.alloc(sizes.reduce((bytes, size) => bytes + size, 0));
  const offsets = sizes.map((_, index) => sizes.slice(0, index).reduce((bytes, size) => bytes + size, 0));
  const versions = parameters.flatMap((parameter, index) =>
    "out" in parameter && parameter.version !== undefined
      ? [{ offset: offsets[index] ?? 0, version: parameter.version }]
      : [],
  );
  return {
    types: parameters.map((parameter) => ("out" in parameter ? "pointer" : "u32")),
    out,
    values: parameters.map((parameter, index) => {
      const offset = offsets[index] ?? 0;
      return "given" in parameter ? parameter.given : out.subarray(offset, offset + parameter.out);
    }),
    versions,
  };
}

/** With an argument that a driver may not know: code 2 then says nothing of the handle. */
export function choice<T>(only: Variant<T>): Query<T> {
  return { ...one(only), hasChoice: true };
}

export function number(symbol: string): Query<number> {
  return one(variant(symbol, [U32], decodeU32));
}

export function text(symbol: string, bytes: number): Variant<string> {
  return variant(symbol, [{ out: bytes }, { given: bytes }], decodeText);
}
