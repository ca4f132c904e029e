"use client";

import { useEffect, useReducer } from "react";
import { hubClient } from "../../lib/hub-client.ts";
import { useFleet } from "../fleet/fleet-feed.ts";
import { useHubConnection } from "../shell/use-connection.ts";
import { historyAnswers, NO_ANSWER } from "./history-answers.ts";
import type { RangeKey } from "./history-range.ts";
import { HISTORY_RANGES } from "./history-range.ts";
import type { LiveReading, MemoryHistory } from "./live-history.ts";

/** Between two answers the live readings are appended; the hub's answer then makes every bucket exact again. */
const ASK_EVERY_MS = 60_000;

interface HistoryQuery {
  nodeId: string;
  gpuUuid: string;
  range: RangeKey;
}

interface HistoryFeed {
  /** Null until the hub answered. */
  history: MemoryHistory | null;
  problem: string | null;
}

/** History of one GPU up to now. `reading` is the newest of the live view, null where there is none. */
export function useGpuHistory({ nodeId, gpuUuid, range }: HistoryQuery, reading: LiveReading | null): HistoryFeed {
  const key = `${nodeId}/${gpuUuid}/${range}`;
  const { lengthMs, pointsCount } = HISTORY_RANGES[range];
  const hubAheadMs = useFleet((fleet) => Math.round(fleet.hubAheadMs / 1_000) * 1_000);
  const open = useHubConnection() === "open";
  const [answer, dispatch] = useReducer(historyAnswers, NO_ANSWER);
  useEffect(() => {
    if (!open) return undefined;
    const aborter = new AbortController();
    const ask = () => {
      const toMs = Date.now() + hubAheadMs;
      hubClient()
        .gpuHistory.query(
          { nodeId, gpuUuid, fromMs: toMs - lengthMs, toMs, maxPointsCount: pointsCount },
          { signal: aborter.signal },
        )
        .then(
          (history) => dispatch({ kind: "answer", key, history }),
          (error: unknown) => {
            if (!aborter.signal.aborted) dispatch({ kind: "problem", key, message: String(error) });
          },
        );
    };
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
      aborter.abort();
    };
  }, [key, open, hubAheadMs, nodeId, gpuUuid, lengthMs, pointsCount]);
  useEffect(() => {
    if (reading !== null) dispatch({ kind: "reading", key, reading, lengthMs });
  }, [key, reading, lengthMs]);
  return answer.key === key ? answer : NO_ANSWER;
}
