import { isSecretName } from "./secret-names.ts";

export const MASK = "***";

/** Tokens whose issuers gave them a form of their own. Lengths are below the real ones: a part of one is one too. */
const KNOWN_TOKENS = new RegExp(
  [
    String.raw`(?:hf|api_org)_[A-Za-z0-9]{6,}`,
    String.raw`(?:sk|pk|rk|nvapi|gsk|xai|r8|tvly|pplx|fw|csk|dop_v1|shpat|sq0atp|lin_api|dapi|wandb_v\d)[-_][A-Za-z0-9_-]{6,}`,
    String.raw`gh[opsur]_[A-Za-z0-9]{6,}`,
    String.raw`github_pat_[A-Za-z0-9_]{6,}`,
    String.raw`gl(?:pat|dt|rt|cbt|ptt|soat|ft|imt|agent)-[A-Za-z0-9_-]{6,}`,
    String.raw`xox[a-z]-[A-Za-z0-9-]{6,}`,
    String.raw`xapp-[A-Za-z0-9-]{6,}`,
    String.raw`(?:AKIA|ASIA|ABIA|ACCA|AIDA|AROA)[0-9A-Z]{8,}`,
    String.raw`AIza[0-9A-Za-z_-]{10,}`,
    String.raw`ya29\.[0-9A-Za-z_.-]{6,}`,
    String.raw`(?:npm|pul|dckr_pat|tskey|glsa|hvs|hvb|atlasv1|figd|lsv2_[a-z]{2})[_.-][A-Za-z0-9_.-]{8,}`,
    String.raw`pypi-[A-Za-z0-9_-]{8,}`,
    String.raw`SG\.[A-Za-z0-9_.-]{8,}`,
    String.raw`eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,4}`,
    String.raw`-----BEGIN[^]*`,
  ]
    .map((form) => `(?<![A-Za-z0-9])${form}`)
    .join("|"),
  "g",
);

/** "scheme://user:password@host": up to the last "@", since a password may hold "@" and "/". */
const URL_PASSWORDS = /([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^\s"'@:/]*:[^\s"']*@/g;
/** "scheme://token@host" */
const URL_USERS = /([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^\s/?#"']*@/g;
/** "user:password@host" without a scheme. */
const BARE_CREDENTIALS = /(?<![^\s"'=,])[^\s:/@"'=,]+:[^\s/@"']+@(?=[A-Za-z0-9[])/g;

/** "Bearer abc", "Basic abc", also "token abc" as in an Authorization header. */
const SCHEMES = /\b(bearer|basic|digest|negotiate|apikey|token)(\s+)[^\s"',;]+/gi;

/** name=value and name: value, in queries, JSON, headers and shell assignments; "//" would be a URL's. */
const NAME_AND_SIGN = /([A-Za-z0-9_.$-]+)\\?["']?\s*(?:=>|[=:])(?!\/\/)\s*/g;
/** What stands behind: a quoted text, else all up to a space or the query's next name. */
const VALUE = /\\?"(?:[^"\\]|\\.)*"?|'[^']*'?|(?:(?!&[\w.%-]+=)[^\s"'])+/y;

/** An Authorization or Cookie header: everything behind the name. */
const SECRET_HEADERS = /\b((?:proxy-)?authorization|(?:set-)?cookie)(\\?["']?\s*[:=]\s*\\?["']?)[^"'\r\n]+/gi;

const UUID = /(?<!(?:GPU|MIG)-)(?<![0-9A-Za-z])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9A-Za-z])/g;

/** Runs of what random text is made of, without the separators that paths and names have. */
const RUNS = /[A-Za-z0-9_+%~-]{16,}/g;
/** Names of what anybody may see: GPUs, and contents by their digest (Ollama's models, container images). */
const PUBLIC_NAMES = /(?:GPU|MIG)-[0-9a-f-]{36}|(?<![A-Za-z0-9])sha256-[0-9a-f]{64}(?![0-9a-f])/g;
/** In front of a digest that stands alone: of an image, or of a revision of a model in Hugging Face's cache. */
const DIGEST_AHEAD = /(?:\bsha256:|\/snapshots\/)$/;
const DIGEST = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const SLASHED_RUNS = /(?<![A-Za-z0-9_.~/-])[A-Za-z0-9+/=]{32,}(?![A-Za-z0-9_./-])/g;

/** Masks what looks secret inside one word or text, whatever stands around it. Errs towards masking. */
export function redactText(text: string): string {
  const named = text
    .replaceAll(URL_PASSWORDS, `$1${MASK}@`)
    .replaceAll(URL_USERS, `$1${MASK}@`)
    .replaceAll(BARE_CREDENTIALS, `${MASK}@`)
    .replaceAll(SECRET_HEADERS, `$1$2${MASK}`)
    .replaceAll(SCHEMES, `$1$2${MASK}`);
  return maskSecretValues(named)
    .replaceAll(KNOWN_TOKENS, maskKnown)
    .replaceAll(UUID, MASK)
    .replaceAll(SLASHED_RUNS, (run) => (classCount(run) === 3 && !isPath(run) ? MASK : run))
    .replaceAll(RUNS, (run: string, offset: number, whole: string) =>
      looksRandom(run) && !isDigest(run, whole.slice(0, offset)) ? MASK : run,
    );
}

function maskSecretValues(text: string): string {
  let masked = "";
  let end = 0;
  for (const match of text.matchAll(NAME_AND_SIGN)) {
    const valueStart = match.index + match[0].length;
    if (match.index < end || !isSecretName(match[1] ?? "")) continue;
    VALUE.lastIndex = valueStart;
    const value = VALUE.exec(text)?.[0];
    if (value === undefined) continue;
    masked += text.slice(end, valueStart) + MASK;
    end = valueStart + value.length;
  }
  return masked + text.slice(end);
}

/** "hf_transfer" and "sk-learn.py" are words, not tokens. */
function maskKnown(token: string, ...rest: unknown[]): string {
  const [offset, whole] = rest.filter((item) => typeof item !== "object").slice(-2);
  const behind = typeof whole === "string" && typeof offset === "number" ? whole.slice(offset + token.length) : "";
  const plainWords = /^[a-z]+(?:[_-][a-z]+)*$/.test(token);
  return plainWords && (/^\.[a-z]{1,5}\b/.test(behind) || token.length < 12) ? token : MASK;
}

const classCount = (text: string): number => [/[a-z]/, /[A-Z]/, /\d/].filter((pattern) => pattern.test(text)).length;

const isDigest = (run: string, ahead: string): boolean => DIGEST.test(run) && DIGEST_AHEAD.test(ahead);

/** "data/Imagenet2012/train": folders are named in words. */
const isPath = (run: string): boolean => run.split("/").every((part) => NATURAL_PART.test(part));

/** Long, and mixed in a way that names of models, files and options are not. */
function looksRandom(run: string): boolean {
  const parts = run.replaceAll(PUBLIC_NAMES, "").split(/[^A-Za-z0-9]+/);
  return parts.some((part) => isRandomPart(part)) || isRandomJoined(parts);
}

/** Between letters and digits, and from small to capital letters. */
const changeCount = (text: string): number => text.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)|[a-z](?=[A-Z])/g)?.length ?? 0;

function isRandomPart(part: string): boolean {
  if (part.length >= 32 && /^[0-9a-f]+$|^[0-9A-F]+$/.test(part)) return true;
  const changes = changeCount(part);
  if (part.length >= 20 && /\d/.test(part) && /[A-Za-z]/.test(part)) return changes >= 2;
  return part.length >= 16 && changes >= 4;
}

/** "Llama", "INT4", "8B", "v2", "neox20b", "2026": what the parts of a name look like. */
const NATURAL_PART = /^(?:\d{0,4}(?:[A-Z]{2,}|[A-Z]?[a-z]{2,})){0,3}\d{0,8}[A-Za-z]{0,2}$/;

/** base64url's own "-" and "_" cut it into short parts; the parts of a name are words and sizes. */
function isRandomJoined(parts: readonly string[]): boolean {
  const joined = parts.join("");
  if (joined.length < 24 || classCount(joined) < 3) return false;
  if (parts.reduce((sum, part) => sum + changeCount(part), 0) >= 8) return true;
  const odd = parts.filter((part) => !NATURAL_PART.test(part)).join("");
  return odd.length >= 8 && odd.length * 4 >= joined.length;
}
