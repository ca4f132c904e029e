import type { ReactNode } from "react";
import styles from "./message.module.css";

interface MessageProps {
  title: string;
  hook?: string;
  children?: ReactNode;
}

/** Stands in a page's place when there is nothing to show: what is the matter and where to go. */
export function Message({ title, hook, children }: MessageProps) {
  return (
    <section className={styles.message} data-testid={hook}>
      <h1>{title}</h1>
      {children}
    </section>
  );
}
