import { readFileSync, statSync } from "node:fs";
import type { Logger } from "@vramfleet/core/log";
import { EXIT, Failure } from "../failure.ts";

/** What a header can carry of a token: no line break, no space inside. */
const TOKEN = /^[\u0021-\u007E]{1,512}$/;

/** Reads the hub's agent token. Others being able to read it is said, not refused: a mounted secret has its own rules. */
export function readToken(path: string, log: Logger): string {
  const token = readText(path).trim();
  if (!TOKEN.test(token)) {
    throw new Failure(
      `the token file ${path} holds no token: expected one line of letters, digits, - and _.`,
      EXIT.usage,
    );
  }
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) !== 0) {
    log.warn("others may read the token file; run chmod 600 on it", { path, mode: mode.toString(8).padStart(4, "0") });
  }
  return token;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(
      `the token file cannot be read: ${reason}.\n  Copy the hub's file agent-token (in its data_dir) here and name it with --token-file.`,
      EXIT.usage,
    );
  }
}
