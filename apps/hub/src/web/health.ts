import { SOFTWARE_VERSION } from "@vramfleet/protocol/version";
import type { LiveFleet } from "../ingest/live.ts";

export interface HealthFacts {
  live: Pick<LiveFleet, "list">;
  /** Why readings are not being stored, null while they are. */
  databaseProblem: string | null;
}

/** The answer of /healthz: 200 while readings are stored, else 503 with the reason. */
export function healthAnswer({ live, databaseProblem }: HealthFacts): { status: 200 | 503; body: string } {
  const isOk = databaseProblem === null;
  const nodes = live.list();
  const count = (status: string): number => nodes.filter((node) => node.status === status).length;
  const answer = {
    status: isOk ? "ok" : "degraded",
    version: SOFTWARE_VERSION,
    nodes: { total: nodes.length, live: count("live"), stale: count("stale"), offline: count("offline") },
    database: { ok: isOk, problem: databaseProblem },
  };
  return { status: isOk ? 200 : 503, body: `${JSON.stringify(answer)}\n` };
}
