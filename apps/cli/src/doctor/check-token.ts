import { type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Check, failure, passed, warning } from "./check.ts";

const NAME = "agent token";

/** @param dataDir where a hub keeps its own token: it does not start when others may read that one. */
export function checkToken(path: string, dataDir: string): Check {
  const facts = statOf(path);
  if (facts instanceof Error) return warning(NAME, `${path} cannot be looked at: ${facts.message}`, "run as its owner");
  if (facts === undefined) return passed(NAME, `${path} is not there yet; a hub makes one at its first start`);
  const mode = (facts.mode & 0o777).toString(8).padStart(4, "0");
  if ((facts.mode & 0o077) === 0) return passed(NAME, `${path} is for its owner only (mode ${mode})`);
  const found = `${path} may be read by others (mode ${mode})`;
  if (dirname(resolve(path)) !== resolve(dataDir)) return warning(NAME, found, `chmod 600 ${path}`);
  return failure(NAME, `${found}: a hub does not start with it`, `chmod 600 ${path}`);
}

function statOf(path: string): Stats | undefined | Error {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
