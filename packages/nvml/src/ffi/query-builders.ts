/** Short forms for the tables of questions. */
import { decodeText, decodeU32 } from "./decode.ts";
import type { Parameter, Query, Variant } from "./query.ts";

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
  return { symbol, parameters, decode: (out) => decode(out), key: `${symbol}(${given.join()})` };
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
