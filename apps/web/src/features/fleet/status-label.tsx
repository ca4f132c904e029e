"use client";

import type { NodeStatus } from "@vramfleet/core/node-status";
import { useTimedText } from "../../lib/clock.ts";
import { useHubConnection } from "../shell/use-connection.ts";
import { useFleet } from "./fleet-feed.ts";
import { statusText } from "./status-text.ts";
import styles from "./status-label.module.css";

interface StatusLabelProps {
  status: NodeStatus;
  receivedAtMs: number;
}

export function StatusLabel({ status, receivedAtMs }: StatusLabelProps) {
  const hubAheadMs = useFleet((fleet) => fleet.hubAheadMs);
  const updating = useHubConnection() === "open";
  const text = useTimedText((nowMs) => statusText({ status, receivedAtMs, updating }, nowMs + hubAheadMs));
  return (
    <span className={styles.label} data-testid="node-status" data-status={updating ? status : "unknown"}>
      <span className={styles.dot} aria-hidden="true" />
      {text}
    </span>
  );
}
