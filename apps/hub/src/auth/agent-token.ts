import { randomBytes, randomUUID } from "node:crypto";
import { link, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, HubError } from "../errors.ts";
import { prepareDataDir } from "../start/prepare-data-dir.ts";

const FILE_NAME = "agent-token";
const TOKEN_BYTES = 32;
const TOKEN_PATTERN = /^[A-Za-z0-9_-]{43,512}$/;
const OTHERS = 0o077;

export const agentTokenPath = (dataDir: string): string => join(dataDir, FILE_NAME);

/**
 * The secret that agents show to this hub; made at the first start, 256 random bits in a file for its owner only.
 * Throws `agent_token_unsafe` when others may read the file or it holds something else.
 */
export async function ensureAgentToken(dataDir: string): Promise<string> {
  await prepareDataDir(dataDir);
  const path = agentTokenPath(dataDir);
  return (await readToken(path)) ?? (await createToken(path));
}

async function readToken(path: string): Promise<string | null> {
  const facts = await stat(path).catch((thrown: unknown) => {
    if (codeOf(thrown) === "ENOENT") return null;
    throw thrown;
  });
  if (facts === null) return null;
  if ((facts.mode & OTHERS) !== 0) {
    const mode = (facts.mode & 0o777).toString(8).padStart(4, "0");
    throw new HubError(
      "agent_token_unsafe",
      `${path} may be read by others (mode ${mode}, expected 0600); run chmod 600 on it, or delete it for a new token if others have seen it`,
    );
  }
  const token = (await readFile(path, "utf8")).trim();
  if (TOKEN_PATTERN.test(token)) return token;
  throw new HubError(
    "agent_token_unsafe",
    `${path} holds no agent token (43 or more letters, digits, - and _); delete it, and the next start makes a new one`,
  );
}

/** Written whole under another name first: no reader ever sees half a token, and of two starts at once one token wins. */
async function createToken(path: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${randomBytes(TOKEN_BYTES).toString("base64url")}\n`);
    await file.sync();
    await link(draft, path).catch((thrown: unknown) => {
      if (codeOf(thrown) !== "EEXIST") throw thrown;
    });
  } finally {
    await file.close();
    await rm(draft);
  }
  const token = await readToken(path);
  if (token === null) throw new HubError("agent_token_unsafe", `${path} vanished while it was being made; start again`);
  return token;
}
