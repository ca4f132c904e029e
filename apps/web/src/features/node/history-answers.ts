import type { GpuHistory } from "@vramfleet/core/fleet";
import type { LiveReading, MemoryHistory } from "./live-history.ts";
import { appendReading, toMemoryHistory } from "./live-history.ts";

interface HistoryAnswer {
  /** Names the question: node, GPU and range. An answer to another one is not shown. */
  key: string;
  history: MemoryHistory | null;
  problem: string | null;
}

type HistoryAction =
  | { kind: "answer"; key: string; history: GpuHistory }
  | { kind: "problem"; key: string; message: string }
  | { kind: "reading"; key: string; reading: LiveReading; lengthMs: number };

export const NO_ANSWER: HistoryAnswer = { key: "", history: null, problem: null };

export function historyAnswers(state: HistoryAnswer, action: HistoryAction): HistoryAnswer {
  switch (action.kind) {
    case "answer":
      return { key: action.key, history: toMemoryHistory(action.history), problem: null };
    case "problem":
      // What was known of this question stays on the screen under the message.
      return { key: action.key, history: state.key === action.key ? state.history : null, problem: action.message };
    case "reading":
      if (state.key !== action.key || state.history === null) return state;
      return { ...state, history: appendReading(state.history, action.reading, action.lengthMs) };
  }
}
