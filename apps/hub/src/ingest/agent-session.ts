import type { NodeFacts, Snapshot } from "@vramfleet/core/snapshot";
import type { HelloInput, HelloOutput, PushInput, PushOutput } from "@vramfleet/protocol/agent";
import { PROTOCOL_VERSION, SOFTWARE_VERSION } from "@vramfleet/protocol/version";
import { HubError } from "../errors.ts";
import type { History } from "../store/history.ts";
import type { CommitQueue } from "./commit-queue.ts";
import type { LiveFleet } from "./live.ts";
import type { NodeSockets } from "./node-sockets.ts";
import { sampleRows } from "./sample-rows.ts";

/** One at a time per lane is the rule; a little more is forgiven. */
const MAX_IN_FLIGHT = 8;

export interface IngestServices {
  live: LiveFleet;
  queue: CommitQueue;
  sockets: NodeSockets;
  history: Pick<History, "storedSeq">;
  nowMs(): number;
}

/** What one agent socket may do; the node it speaks for is fixed by its first hello. */
export interface AgentSession {
  hello(input: HelloInput): Promise<HelloOutput>;
  push(input: PushInput): Promise<PushOutput>;
  node(): NodeFacts | null;
  end(): void;
}

export function createAgentSession(services: IngestServices, closeReplaced: () => void): AgentSession {
  let node: NodeFacts | null = null;
  let release = (): void => {};
  let inFlight = 0;
  let ended = false;

  const store = async (nodeId: string, input: PushInput): Promise<PushOutput> => {
    const { epoch, seq, lane, snapshots } = input;
    const samples = sampleRows(snapshots);
    return {
      storedSeq: await services.queue.add({ nodeId, epoch, seq, receivedAtMs: services.nowMs(), samples }, lane),
    };
  };
  return {
    node: () => node,
    end: () => {
      ended = true;
      release();
    },
    hello: async ({ protocolVersion, epoch, node: facts }) => {
      requireKnownProtocol(protocolVersion);
      requireSameNode(node?.nodeId ?? facts.nodeId, facts.nodeId);
      if (node === null && !ended) release = services.sockets.claim(facts.nodeId, closeReplaced);
      node = facts;
      const storedSeq = await services.history.storedSeq(facts.nodeId, epoch);
      return { protocolVersion: PROTOCOL_VERSION, hubVersion: SOFTWARE_VERSION, storedSeq };
    },
    push: async (input) => {
      if (node === null) throw new HubError("hello_missing", "push came before hello; say hello first on every socket");
      const { nodeId } = node;
      for (const snapshot of input.snapshots) requireSameNode(nodeId, snapshot.node.nodeId);
      if (inFlight >= MAX_IN_FLIGHT) {
        throw new HubError("too_many_in_flight", `more than ${MAX_IN_FLIGHT} pushes in flight; wait for an answer`);
      }
      inFlight += 1;
      if (input.lane === "live") showNewest(services.live, input.snapshots);
      return store(nodeId, input).finally(() => {
        inFlight -= 1;
      });
    },
  };
}

function showNewest(live: LiveFleet, snapshots: readonly Snapshot[]): void {
  const newest = snapshots.toSorted((a, b) => a.atMs - b.atMs).at(-1);
  if (newest !== undefined) live.accept(newest);
}

function requireKnownProtocol(protocolVersion: number): void {
  if (protocolVersion <= PROTOCOL_VERSION) return;
  throw new HubError(
    "protocol_newer",
    `the agent speaks protocol ${protocolVersion}, this hub ${PROTOCOL_VERSION}; update the hub first`,
  );
}

function requireSameNode(expected: string, given: string): void {
  if (given === expected) return;
  throw new HubError("wrong_node", `this socket speaks for node ${expected}, not ${given}; use one socket a node`);
}
