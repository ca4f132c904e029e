/** Parts that make a name secret wherever they stand, separators left out ("PGPASSWORD", "x-api-key"). */
const SECRET_PARTS =
  /passw|passphrase|secret|apikey|accesskey|privatekey|secretkey|sharedkey|signingkey|encryptionkey|credential|bearer|accesstoken|authtoken|connectionstring|webhook/;

/** Words that make a name secret on their own ("--token", "db_pass", "X-Amz-Signature"). */
const SECRET_WORDS: ReadonlySet<string> = new Set([
  "token",
  "tokens",
  "tok",
  "pass",
  "pwd",
  "pw",
  "passwd",
  "key",
  "keys",
  "auth",
  "authorization",
  "cookie",
  "cookies",
  "session",
  "sessionid",
  "jwt",
  "sig",
  "signature",
  "pin",
  "otp",
  "totp",
  "pat",
  "dsn",
  "creds",
  "cred",
  "license",
  "licence",
  "salt",
  "nonce",
  "code",
]);

/** Endings that do the same to a word written together ("hftoken", "dbpass"). */
const SECRET_ENDINGS = /(?:token|pass|pwd|apikey|key|auth)$/;

/** Names of models, data and their handling that contain such a word and hold none. */
const HARMLESS = /^(?:num|max|min|new|total|context|stop|pad|eos|bos|unk|mask|special|added|output|input|batched)$/;

/** "--hfApiToken" -> hf, api, token. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** Whether what is called so is likely to be secret. Errs towards yes. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (SECRET_PARTS.test(words.join(""))) return true;
  const secret = words.some((word) => SECRET_WORDS.has(word) || SECRET_ENDINGS.test(word));
  return secret && !isTokenCount(words);
}

/** "--max-tokens", "--max-num-batched-tokens", "--pad-token-id": numbers and marks of language models. */
function isTokenCount(words: readonly string[]): boolean {
  const rest = words.filter((word) => word !== "tokens" && word !== "token" && word !== "id" && word !== "ids");
  return rest.length < words.length && rest.length > 0 && rest.every((word) => HARMLESS.test(word));
}
