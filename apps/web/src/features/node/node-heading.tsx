"use client";

import type { NodeDetail } from "@vramfleet/core/fleet";
import Link from "next/link";
import { useEffect } from "react";
import { SimulatedBadge } from "../../ui/simulated-badge.tsx";
import { nameOf } from "../fleet/node-names.ts";
import { StatusLabel } from "../fleet/status-label.tsx";
import styles from "./node-heading.module.css";

export function NodeHeading({ detail }: { detail: NodeDetail }) {
  const { node } = detail.snapshot;
  const name = nameOf(node);
  useEffect(() => {
    document.title = `${name} · vramfleet`;
  }, [name]);
  return (
    <div className={styles.heading}>
      <Link className={styles.back} href="/" prefetch={false} data-testid="to-fleet">
        <span aria-hidden="true">←</span> Fleet
      </Link>
      <h1 className={styles.name} data-testid="node-name">
        {name}
      </h1>
      {node.simulated ? <SimulatedBadge /> : null}
      <StatusLabel status={detail.status} receivedAtMs={detail.receivedAtMs} />
    </div>
  );
}
