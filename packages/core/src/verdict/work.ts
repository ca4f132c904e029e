/** What a process does with its model, which sets how much memory it wants beside the weights. */
export type Work = "inference" | "long_context" | "lora" | "sgd" | "adam" | "unknown";

const LONG_CONTEXT_TOKENS = 32_768;
const CONTEXT = /(?:max[-_]model[-_]len|max[-_]seq[-_]len|ctx[-_]size|context[-_]length|seq[-_]len)[= ](\d+)/;
const TRAINING = /train|finetun|fine[-_]tun|optimi[sz]er|epochs/;

/** Read from top to bottom. */
const SIGNS: readonly (readonly [Exclude<Work, "unknown">, RegExp])[] = [
  ["lora", /(^|[^a-z])q?lora([^a-z]|$)|(^|[^a-z])peft([^a-z]|$)/],
  ["adam", /(^|[^a-z])adam(w|ax)?([^a-z]|$)/],
  ["sgd", /optim(izer)?[= ]sgd/],
];

/** Named from the command line; a serving engine infers whatever its options are. */
export function workOf(command: string | null): Work {
  const line = (command ?? "").toLowerCase();
  const named = SIGNS.find(([, sign]) => sign.test(line));
  const training = TRAINING.test(line);
  if (named !== undefined && (training || named[0] !== "lora")) return named[0];
  if (training) return "unknown";
  const tokens = Number(CONTEXT.exec(line)?.[1] ?? 0);
  if (tokens >= LONG_CONTEXT_TOKENS) return "long_context";
  return /(^|[^a-z])(infer(ence)?|serve|server|generate|predict)([^a-z]|$)/.test(line) ? "inference" : "unknown";
}
