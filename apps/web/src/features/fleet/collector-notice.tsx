"use client";

import type { CollectorState } from "@vramfleet/core/snapshot";
import { useTimedText } from "../../lib/clock.ts";
import { formatMoment } from "../../lib/format-time.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { collectorNotice } from "./collector-words.ts";
import styles from "./collector-notice.module.css";

/** Why a node sends no GPU readings, in the node's own place. */
export function CollectorNotice({ collector }: { collector: CollectorState }) {
  const since = useTimedText((nowMs) => (collector.state === "hung" ? formatMoment(collector.sinceMs, nowMs) : ""));
  const notice = collectorNotice(collector, since);
  if (notice === null) return null;
  return (
    <div className={styles.notice} data-testid="collector-notice">
      <StateMark kind="failed" />
      <div>
        <p className={styles.title}>{notice.title}</p>
        <p className={styles.detail}>{notice.detail}</p>
      </div>
    </div>
  );
}
