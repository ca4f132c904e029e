import type { Environment } from "../env.ts";
import { EXIT } from "../failure.ts";
import type { UpArguments } from "../processes/arguments.ts";
import { reloadOnHangup } from "../processes/reload-on-hangup.ts";
import { stopRequest } from "../processes/stop-request.ts";
import { createStderrLogger } from "../stderr-logger.ts";
import { announce } from "./announce.ts";
import { claimDemoDir } from "./demo-dir.ts";
import { startFleet } from "./fleet.ts";

/** Runs hub and agent as children until told to stop, or until one cannot work. Resolves with the exit code. */
export async function superviseUp(parts: UpArguments, environment: Environment): Promise<number> {
  const { values, given, demo } = parts;
  process.title = "vramfleet-up";
  const dataDir = demo === null ? values.data_dir : await claimDemoDir(values.data_dir);
  const log = createStderrLogger({ level: values.log_level, format: values.log_format });
  const stopping = stopRequest(false);
  const fleet = startFleet({ ...parts, values: { ...values, data_dir: dataDir }, log });
  reloadOnHangup({ given, values, log, apply: (next) => fleet.apply(next) });
  const abort = new AbortController();
  const announced = announce({ fleet, dataDir, demo: demo !== null, environment, signal: abort.signal });
  const exitCode = await Promise.race([stopping.then(() => EXIT.ok), fleet.gaveUp, announced]);
  abort.abort();
  await fleet.stop();
  return exitCode;
}
