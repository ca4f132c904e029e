import type { ConfigurableLogger } from "@vramfleet/core/logger";
import { EXIT, type ExitCode, exitCodeOf, failureText } from "../failure.ts";
import { createStderrLogger } from "../stderr-logger.ts";
import type { LiveValues, ProcessGiven, ToChild } from "./arguments.ts";
import { reloadOnHangup } from "./reload-on-hangup.ts";
import { stopRequest } from "./stop-request.ts";

/** How long a service may take to stop before the process ends without it. */
const STOP_LIMIT_MS = 10_000;

interface Service {
  /** Takes what can change while it runs. */
  apply(values: LiveValues): void;
  stop(): Promise<void>;
  /** True while `process.exit` would wait for something that may never come. */
  exitWouldHang?(): boolean;
}

interface ServeOptions {
  /** What it is, in log lines. */
  name: string;
  supervised: boolean;
  given: ProcessGiven;
  values: LiveValues;
  start: (log: ConfigurableLogger) => Promise<Service>;
}

/** Runs a service as this process: log, signals, re-reading of the configuration, the way to an orderly end. */
export async function serve(options: ServeOptions): Promise<void> {
  const { name, values, supervised } = options;
  process.title = `vramfleet-${name}`;
  const log = createStderrLogger({ level: values.log_level, format: values.log_format });
  let service: Service | null = null;
  const end = (exitCode: ExitCode): void => endProcess(exitCode, { log, hangs: service?.exitWouldHang?.() === true });
  endOnFault((trace) => {
    log.error(`${name} ends because of a fault nobody handled; this is a defect of vramfleet`, { trace });
    end(EXIT.failed);
  });
  try {
    const stopping = stopRequest(supervised);
    service = await options.start(log);
    takeChanges(options, service, log);
    log.info(`${name} is stopping`, { reason: await stopping });
    setTimeout(() => {
      log.error(`${name} did not stop in ${STOP_LIMIT_MS / 1_000} s; ending without it`);
      end(EXIT.failed);
    }, STOP_LIMIT_MS);
    await service.stop();
    end(EXIT.ok);
  } catch (error) {
    process.stderr.write(failureText(error, values.log_level === "debug"));
    end(exitCodeOf(error));
  }
}

function takeChanges(options: ServeOptions, service: Service, log: ConfigurableLogger): void {
  const apply = (next: LiveValues): void => {
    log.set({ level: next.log_level, format: next.log_format });
    service.apply(next);
  };
  if (options.supervised) takeSettings(apply);
  else reloadOnHangup({ ...options, log, apply });
}

/** `process.exit` waits for threads, so a hanging one leaves SIGKILL as the only way out. */
function endProcess(exitCode: ExitCode, { log, hangs }: { log: ConfigurableLogger; hangs: boolean }): void {
  log.flush();
  if (hangs) process.kill(process.pid, "SIGKILL");
  process.exit(exitCode);
}

function takeSettings(apply: (values: LiveValues) => void): void {
  // `vramfleet up` of the same build, the only parent with a channel, sends nothing else.
  process.on("message", (message: ToChild) => apply(message.values));
}

/** After a fault nobody handled, the state is unknown: end, and let the supervisor start afresh. */
function endOnFault(end: (trace: string) => void): void {
  const onFault = (error: unknown): void =>
    end(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.on("uncaughtException", onFault);
  process.on("unhandledRejection", onFault);
}
