import { HubError } from "@vramfleet/hub/errors";
import { EXIT, Failure } from "../failure.ts";
import { probeHub } from "../probe-hub.ts";

/** A start that failed, for the person who asked for it. Another start without a change would end the same way. */
export async function hubFailure(error: unknown, port: number): Promise<unknown> {
  if (!(error instanceof HubError)) return error;
  if (error.code === "port_in_use") return portInUse(port);
  return new Failure(`the hub cannot start: ${error.message}.`, EXIT.usage);
}

async function portInUse(port: number): Promise<Failure> {
  const found =
    (await probeHub(port)) !== null
      ? `: a vramfleet hub already runs there. Open http://127.0.0.1:${port}, stop that hub`
      : " by another program. Stop that program";
  return new Failure(`port ${port} is in use${found}, or choose another port with --port.`, EXIT.usage);
}
