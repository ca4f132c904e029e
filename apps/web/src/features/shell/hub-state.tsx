"use client";

import { useTimedText } from "../../lib/clock.ts";
import { formatMoment } from "../../lib/format-time.ts";
import { useFleet, useFleetProblem } from "../fleet/fleet-feed.ts";
import { hubStateText } from "./hub-state-text.ts";
import { useHubConnection } from "./use-connection.ts";
import styles from "./hub-state.module.css";

export function HubState() {
  const connection = useHubConnection();
  const problem = useFleetProblem();
  const atMs = useFleet((fleet) => (connection === "open" ? 0 : fleet.atMs));
  const known = useFleet((fleet) => fleet.hub !== null);
  const valuesFrom = useTimedText((nowMs) => (atMs === 0 ? "" : formatMoment(atMs, nowMs)));
  const text = hubStateText({
    connection,
    known,
    problem,
    valuesFrom: valuesFrom === "" ? null : valuesFrom,
  });
  return (
    <p className={styles.state} data-testid="hub-state" data-connection={connection} role="status">
      <span className={styles.dot} aria-hidden="true" />
      <span>
        {text.state}
        {text.note === null ? null : <span className={styles.note}> {text.note}</span>}
      </span>
    </p>
  );
}
