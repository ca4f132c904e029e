import type { Framework } from "./framework.ts";

/** Bytes a parameter takes, by how the name says it is stored; a little more than the bits for scales. */
const STORED: readonly (readonly [RegExp, number])[] = [
  [/(^|[^a-z0-9])(awq|gptq|[wi]nt4|4[-_]?bit|nf4|mxfp4|nvfp4|fp4|q4[_a-z0-9]*|iq4[_a-z0-9]*|w4a16)([^a-z0-9]|$)/, 0.57],
  [/(^|[^a-z0-9])q5[_a-z0-9]*/, 0.7],
  [/(^|[^a-z0-9])q6[_a-z0-9]*/, 0.82],
  [/(^|[^a-z0-9])(int8|8[-_]?bit|fp8|q8[_a-z0-9]*|w8a8)([^a-z0-9]|$)/, 1.06],
  [/(^|[^a-z0-9])(fp32|float32)([^a-z0-9]|$)/, 4],
];
const HALF_PRECISION = 2;
/** What Ollama and llama.cpp load when the name does not say. */
const USUAL_QUANTISED = 0.6;

/** "7B", "1.5b", "70b-instruct"; mixtures ("8x7B") are left out, since their parts overlap. */
const PARAMETERS = /(?:^|[-_/: ])(\d{1,4}(?:\.\d{1,2})?)b(?=$|[-_/:. ])/;

/** Size of the weights of the first model a command line names, or null. */
export function namedModelBytes(command: string | null, framework: Framework): number | null {
  const line = (command ?? "").toLowerCase();
  const billions = Number(PARAMETERS.exec(line)?.[1] ?? 0);
  if (billions === 0) return null;
  const stored = STORED.find(([sign]) => sign.test(line))?.[1];
  const usual = framework === "ollama" || framework === "llama_cpp" ? USUAL_QUANTISED : HALF_PRECISION;
  return billions * 1e9 * (stored ?? usual);
}
