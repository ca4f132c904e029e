import styles from "./simulated-badge.module.css";

/** Stands wherever values of a demo are shown. */
export function SimulatedBadge() {
  return (
    <span
      className={styles.badge}
      data-testid="simulated"
      title="These values come from a simulated fleet, not from GPUs."
    >
      SIMULATED
    </span>
  );
}
