import type { WebSocket } from "ws";
import type { LiveFleet } from "../ingest/live.ts";
import type { NodeMemory } from "../ingest/remember-nodes.ts";

const BEAT_MS = 1_000;
/** A browser with this much unread is cut off; its page connects again and starts fresh. */
const MAX_BUFFERED_BYTES = 64 * 1024 * 1024;

export interface HeartbeatOptions {
  live: LiveFleet;
  memory: NodeMemory;
  browsers: () => Iterable<WebSocket>;
}

/** What happens once a second: who fell silent, what is to be saved, which browser does not read. Returns the way to stop. */
export function startHeartbeat({ live, memory, browsers }: HeartbeatOptions): () => void {
  const timer = setInterval(() => {
    live.tick();
    memory.saveDue();
    for (const socket of browsers()) if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
  }, BEAT_MS);
  return () => clearInterval(timer);
}
