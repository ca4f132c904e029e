import { get } from "node:http";

const LIMIT_MS = 2_000;
const MAX_CHARACTERS = 100_000;

export interface HubHealth {
  version: string;
  nodeCount: number;
  /** False while the hub says that something is wrong. */
  isOk: boolean;
}

/** What the hub on this port of the loopback address says of itself; null where no vramfleet hub answers. */
export async function probeHub(port: number): Promise<HubHealth | null> {
  try {
    const { status, body } = await request(`http://127.0.0.1:${port}/healthz`);
    return healthOf(JSON.parse(body), status === 200);
  } catch {
    // Nothing there, or something that speaks otherwise: no hub of ours either way.
    return null;
  }
}

/** Checked by hand: zod would cost this process 12 MiB. */
function healthOf(answer: unknown, isOk: boolean): HubHealth | null {
  if (typeof answer !== "object" || answer === null || !("version" in answer) || !("nodes" in answer)) return null;
  const { version, nodes } = answer;
  if (typeof version !== "string" || typeof nodes !== "object" || nodes === null || !("total" in nodes)) return null;
  return typeof nodes.total === "number" ? { version, nodeCount: nodes.total, isOk } : null;
}

/** By node:http: `fetch` would cost a process that is otherwise at rest 20 MiB. */
function request(url: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = get(url, { signal: AbortSignal.timeout(LIMIT_MS), agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        body += chunk;
        if (body.length > MAX_CHARACTERS) response.destroy(new Error("the answer is too long for a hub's"));
      });
      response.once("end", () => resolve({ status: response.statusCode ?? 0, body }));
      response.once("error", reject);
    });
    call.once("error", reject);
  });
}
