"use client";

import type { NodeDetail } from "@vramfleet/core/fleet";
import { useEffect, useState } from "react";
import { hubClient } from "../../lib/hub-client.ts";
import { keepSubscribed } from "../../lib/keep-subscribed.ts";

interface NodeFeed {
  nodeId: string;
  detail: NodeDetail | null;
  /** Why the hub sends nothing, null while it does. */
  problem: string | null;
}

/** The newest snapshot of one node, live while mounted. */
export function useNodeDetail(nodeId: string): Omit<NodeFeed, "nodeId"> {
  const [feed, setFeed] = useState<NodeFeed>({ nodeId, detail: null, problem: null });
  useEffect(
    () =>
      keepSubscribed<NodeDetail>({
        open: ({ onData, onEnd }) =>
          hubClient().node.subscribe(
            { nodeId },
            {
              onData,
              onError: (error) => onEnd({ message: error.message }),
              onComplete: () => onEnd({ message: null }),
            },
          ),
        onData: (detail) => setFeed({ nodeId, detail, problem: null }),
        onEnd: ({ message }) =>
          setFeed((before) => ({
            nodeId,
            detail: before.nodeId === nodeId ? before.detail : null,
            problem: message ?? "The hub ended the live view of this node.",
          })),
      }),
    [nodeId],
  );
  // Of another node until its first snapshot arrives: shown values must be this node's.
  return feed.nodeId === nodeId ? feed : { detail: null, problem: null };
}
