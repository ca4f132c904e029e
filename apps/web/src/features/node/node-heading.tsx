"use client";

import type { NodeDetail } from "@vramfleet/core/fleet";
import Link from "next/link";
import { useEffect } from "react";
import { SimulatedBadge } from "../../ui/simulated-badge.tsx";
import { StatusLabel } from "../fleet/status-label.tsx";
import styles from "./node-heading.module.css";

export function NodeHeading({ detail }: { detail: NodeDetail }) {
  const { node } = detail.snapshot;
  useEffect(() => {
    document.title = `${node.hostname} · vramfleet`;
  }, [node.hostname]);
  return (
    <div className={styles.heading}>
      <Link className={styles.back} href="/" prefetch={false} data-testid="to-fleet">
        <span aria-hidden="true">←</span> Fleet
      </Link>
      <h1 className={styles.name} data-testid="node-name">
        {node.hostname}
      </h1>
      {node.simulated ? <SimulatedBadge /> : null}
      <StatusLabel status={detail.status} receivedAtMs={detail.receivedAtMs} />
    </div>
  );
}
