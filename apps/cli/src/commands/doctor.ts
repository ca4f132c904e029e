import type { Invocation } from "../invocation.ts";
import { loadConfig } from "../config/load.ts";
import { configFailure } from "../config/require.ts";
import type { ResolvedConfig } from "../config/resolve.ts";
import { checkConfig } from "../doctor/check-config.ts";
import { checkDataDir } from "../doctor/check-data-dir.ts";
import { checkGpus } from "../doctor/check-gpus.ts";
import { checkClock, checkNode, checkPages } from "../doctor/check-install.ts";
import { checkPort } from "../doctor/check-port.ts";
import { checkProc } from "../doctor/check-proc.ts";
import { checkToken } from "../doctor/check-token.ts";
import { type Check, checksJson, checksText, doctorExitCode } from "../doctor/check.ts";
import { readOnce } from "../snapshot/read-once.ts";

export async function runDoctor(invocation: Invocation): Promise<number> {
  const { checks, end } = await runChecks(invocation);
  process.stdout.write(invocation.own["json"] === true ? checksJson(checks) : checksText(checks));
  end();
  return doctorExitCode(checks);
}

async function runChecks(invocation: Invocation): Promise<{ checks: Check[]; end: () => void }> {
  const { values } = usableConfig(invocation);
  const debug = values.log_level === "debug";
  // Looking must not leave anything behind, so the node gets no name here.
  const { snapshot, end } = await readOnce({ ...values, command_lines: "names", nodeId: "doctor", debug });
  return {
    end,
    checks: [
      checkNode(process.version),
      ...checkConfig(invocation.environment),
      ...checkGpus(snapshot),
      checkProc(values.proc_root),
      checkDataDir(values.data_dir),
      checkToken(values.token_file, values.data_dir),
      await checkPort(values.port),
      checkPages(),
      checkClock(Date.now()),
    ],
  };
}

/** Files and variables that are not valid are findings of their own; the rest is looked at with what is valid. */
function usableConfig({ given, environment }: Invocation): ResolvedConfig<"doctor"> {
  const loaded = loadConfig("doctor", given, environment);
  if (loaded.ok) return loaded.value;
  const without = (vramfleet: Record<string, string>) =>
    loadConfig("doctor", { ...given, file: "/dev/null" }, { ...environment, vramfleet });
  const valid = Object.entries(environment.vramfleet).filter(([name, value]) => without({ [name]: value }).ok);
  const fallback = without(Object.fromEntries(valid));
  if (!fallback.ok) throw configFailure(fallback.error);
  return fallback.value;
}
