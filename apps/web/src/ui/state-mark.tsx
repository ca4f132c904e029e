import type { HealthLevel } from "@vramfleet/core/memory-health";
import styles from "./state-mark.module.css";

export type StateMarkKind = HealthLevel | "lost" | "failed" | "unknown";

const SHAPES: Record<StateMarkKind, { body: string; sign: string }> = {
  healthy: { body: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13Z", sign: "M5 8.2l2.1 2.2L11 5.9" },
  warning: { body: "M8 1.2 15.4 14.4H.6Z", sign: "M8 5.8v4M8 12v.3" },
  critical: { body: "M5 .9h6L15.1 5v6L11 15.1H5L.9 11V5Z", sign: "M8 4v5M8 11.6v.3" },
  lost: { body: "M1.5 1.5h13v13h-13Z", sign: "M5 5l6 6M11 5l-6 6" },
  failed: { body: "M1.5 1.5h13v13h-13Z", sign: "M8 4v5M8 11.6v.3" },
  unknown: { body: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13Z", sign: "M5 8h6" },
};

/** A shape for each state, so that none rests on colour alone. The word for it stands beside it. */
export function StateMark({ kind }: { kind: StateMarkKind }) {
  const { body, sign } = SHAPES[kind];
  return (
    <svg className={styles.mark} data-kind={kind} viewBox="0 0 16 16" aria-hidden="true">
      <path className={styles.body} d={body} />
      <path className={styles.sign} d={sign} />
    </svg>
  );
}
