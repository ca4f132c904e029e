import type { FleetEvent, NodeDetail } from "@vramfleet/core/fleet";
import { HubError } from "../errors.ts";
import type { LiveFleet } from "../ingest/live.ts";
import type { FleetFeed } from "./fleet-feed.ts";
import { createMailbox } from "./mailbox.ts";
import { detailNode } from "./summarise-node.ts";

/** Bytes waiting in a browser's socket above which it gets no more until it has read. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;
const RETRY_MS = 1_000;

/** One browser that follows something: until when, and how much it has not read yet. */
export interface Follower {
  signal: AbortSignal;
  bufferedBytes(): number;
}

/** The whole fleet first, then changes; a browser that could not follow gets the whole fleet again. */
export async function* followFleet(feed: FleetFeed, follower: Follower): AsyncGenerator<FleetEvent, void, void> {
  const mailbox = createMailbox<FleetEvent>(follower.signal);
  const stop = feed.onEvent((event) => mailbox.put(event));
  try {
    yield feed.full();
    for (;;) {
      const next = await mailbox.take();
      if (next === null) return;
      const waited = await waitForRoom(follower);
      yield next.replaced || waited ? feed.full() : next.value;
    }
  } finally {
    stop();
  }
}

/** The newest snapshot of one node now and at each change. Throws `unknown_node` for one that never reported. */
export function followNode(
  live: LiveFleet,
  nodeId: string,
  follower: Follower,
): AsyncGenerator<NodeDetail, void, void> {
  if (live.get(nodeId) === undefined) {
    throw new HubError("unknown_node", `no node ${nodeId} has reported to this hub`);
  }
  return nodeDetails(live, nodeId, follower);
}

async function* nodeDetails(
  live: LiveFleet,
  nodeId: string,
  follower: Follower,
): AsyncGenerator<NodeDetail, void, void> {
  const mailbox = createMailbox<null>(follower.signal);
  const stop = live.onChange((changed) => {
    if (changed === nodeId) mailbox.put(null);
  });
  try {
    do {
      await waitForRoom(follower);
      const node = live.get(nodeId);
      if (node !== undefined) yield detailNode(node);
    } while ((await mailbox.take()) !== null);
  } finally {
    stop();
  }
}

async function waitForRoom(follower: Follower): Promise<boolean> {
  let waited = false;
  while (follower.bufferedBytes() > MAX_BUFFERED_BYTES && !follower.signal.aborted) {
    waited = true;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  return waited;
}
