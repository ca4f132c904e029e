import type { ProcessSnapshot } from "@vramfleet/core/snapshot";
import type { SimNode } from "@vramfleet/core/synth/sim-node";
import type { ProcessFacts, ProcessSource } from "../collect/process-source.ts";

/** Facts of a simulated node's processes; one that has ended meanwhile is a row of which only the pid is known. */
export function createDemoProcessSource(node: SimNode): ProcessSource {
  return {
    describe(pids, atMs) {
      const known = new Map(node.processesAt(atMs).map((process) => [process.pid, factsOf(process)]));
      return pids.map((pid) => known.get(pid) ?? ended(pid));
    },
  };
}

function factsOf(process: ProcessSnapshot): ProcessFacts {
  const { pid, startTicks, identity, uid, user, program, command, startedAtMs } = process;
  return { pid, startTicks, identity, uid, user, program, command, startedAtMs };
}

const ended = (pid: number): ProcessFacts => ({
  pid,
  startTicks: null,
  identity: "degraded",
  uid: null,
  user: null,
  program: null,
  command: null,
  startedAtMs: null,
});
