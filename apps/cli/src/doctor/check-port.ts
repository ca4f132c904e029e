import { createServer } from "node:net";
import { probeHub } from "../probe-hub.ts";
import { type Check, failure, passed, warning } from "./check.ts";

const NAME = "port";

/** Whether a hub can listen on the port, or already does. */
export async function checkPort(port: number): Promise<Check> {
  const problem = await tryToListen(port);
  if (problem === null) return passed(NAME, port === 0 ? "any free port is taken" : `${port} is free`);
  if (problem !== "EADDRINUSE") {
    return failure(NAME, `this user may not listen on ${port} (${problem})`, "choose a port from 1024 on with --port");
  }
  const hub = await probeHub(port);
  if (hub === null)
    return failure(NAME, `${port} is in use by another program`, "stop it, or choose another port with --port");
  const words = `a vramfleet ${hub.version} hub answers on ${port}, ${hub.nodeCount} ${hub.nodeCount === 1 ? "node" : "nodes"}`;
  return hub.isOk
    ? passed(NAME, words)
    : warning(NAME, `${words}, and says it is not well`, `see http://127.0.0.1:${port}/healthz`);
}

/** The error's code, null when nothing is in the way. */
function tryToListen(port: number): Promise<string | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, "127.0.0.1", () => void server.close(() => resolve(null)));
  });
}
