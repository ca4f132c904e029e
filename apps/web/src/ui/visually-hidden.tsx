import type { ReactNode } from "react";
import styles from "./visually-hidden.module.css";

/** For screen readers: what the eye takes from the layout. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}
