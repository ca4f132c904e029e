import type { ConfigCommand } from "@vramfleet/protocol/config-keys";
import { join } from "node:path";
import type { Environment } from "../env.ts";

export interface FileCandidate {
  path: string;
  /** `--config` or VRAMFLEET_CONFIG: a file asked for by name must exist. Null for the usual places. */
  namedBy: string | null;
}

/** Where one command's file is looked for; the first that exists is read, alone. */
export function fileCandidates(command: ConfigCommand, flag: string | null, environment: Environment): FileCandidate[] {
  if (flag !== null) return [{ path: flag, namedBy: "--config" }];
  const named = environment.vramfleet["VRAMFLEET_CONFIG"];
  if (named !== undefined) return [{ path: named, namedBy: "VRAMFLEET_CONFIG" }];
  const user = join(environment.configHome ?? join(environment.home, ".config"), "vramfleet");
  return [user, "/etc/vramfleet"].map((folder) => ({ path: join(folder, `${command}.toml`), namedBy: null }));
}
