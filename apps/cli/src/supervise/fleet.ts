import type { ConfigurableLogger } from "@vramfleet/core/logger";
import { agentProgramArgv, programArgv } from "../commands/program-argv.ts";
import { inheritedEnvironment } from "../env.ts";
import type { FromChild, UpArguments } from "../processes/arguments.ts";
import { settable } from "../settable.ts";
import { agentArguments, demoArguments, hubArguments } from "./child-arguments.ts";
import { type SupervisedChild, superviseChild } from "./child.ts";

export interface FleetParts extends UpArguments {
  log: ConfigurableLogger;
}

export type CollectorReport = Extract<FromChild, { kind: "collector" }>;

export interface Fleet {
  /** The hub's port, once it listens. */
  port: Promise<number>;
  /** Whether GPUs could be read, once the agent has tried. */
  collector: Promise<CollectorReport>;
  /** Resolves with an exit code when a child cannot work whatever is tried. */
  gaveUp: Promise<number>;
  apply(values: UpArguments["values"]): void;
  stop(): Promise<void>;
}

/** Starts the hub and, once it listens, the agent: this machine's, or a simulated fleet of them. */
export function startFleet(parts: FleetParts): Fleet {
  const { log } = parts;
  const port = settable<number>();
  const collector = settable<CollectorReport>();
  const gaveUp = settable<number>();
  let running = parts;
  let agent: SupervisedChild | null = null;

  const supervise = (name: string, argv: () => string[], onMessage: (message: FromChild) => void): SupervisedChild =>
    superviseChild({ name, argv, env: inheritedEnvironment(), log, onMessage, onGiveUp: gaveUp.resolve });

  const onListening = (listeningPort: number): void => {
    // A hub started again takes the same port, even where the first could choose.
    running = { ...running, values: { ...running.values, port: listeningPort } };
    port.resolve(listeningPort);
    agent ??= supervise(
      "agent",
      () => agentArgv(running),
      (message) => {
        if (message.kind === "collector") collector.resolve(message);
      },
    );
  };
  const hub = supervise(
    "hub",
    () => programArgv(parts.programs.hub, hubArguments(running)),
    (message) => {
      if (message.kind === "listening") onListening(message.port);
    },
  );

  return {
    port: port.promise,
    collector: collector.promise,
    gaveUp: gaveUp.promise,
    apply(values) {
      log.set({ level: values.log_level, format: values.log_format });
      // The folder and port of the children may differ from the configured ones, and do not change while they run.
      const { data_dir, port: boundPort } = running.values;
      running = { ...running, values: { ...values, data_dir, port: boundPort } };
      hub.send(values);
      agent?.send(values);
    },
    async stop() {
      // The agent first: what it holds back can still be stored.
      await agent?.stop();
      await hub.stop();
    },
  };
}

function agentArgv(running: FleetParts): string[] {
  const { programs, demo } = running;
  return demo === null
    ? agentProgramArgv(programs.agent, agentArguments(running))
    : programArgv(programs.demo, demoArguments(running, demo));
}
