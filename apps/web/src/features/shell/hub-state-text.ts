import type { HubConnection } from "../../lib/hub-client.ts";

interface HubView {
  connection: HubConnection;
  /** The hub has sent the fleet at least once. */
  known: boolean;
  /** Why the hub refuses the live view. */
  problem: string | null;
  /** Moment of the newest values, null when there are none or they are current. */
  valuesFrom: string | null;
}

/** `state` is what a glance needs, `note` the rest. */
export function hubStateText({ connection, known, problem, valuesFrom }: HubView): {
  state: string;
  note: string | null;
} {
  switch (connection) {
    case "connecting":
      return { state: "connecting", note: null };
    case "away":
      return {
        state: known ? "reconnecting" : "hub not reachable",
        note: valuesFrom === null ? "trying again" : `values from ${valuesFrom}`,
      };
    case "open":
      if (problem !== null) return { state: "no live view", note: problem };
      return known ? { state: "live", note: null } : { state: "connecting", note: null };
  }
}
