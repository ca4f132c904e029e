"use client";

import { useFleet } from "../fleet/fleet-feed.ts";
import styles from "./site-footer.module.css";

/** What the numbers mean and what they cannot say. */
export function SiteFooter() {
  const version = useFleet((fleet) => fleet.hub?.version ?? null);
  const waiting = version === null;
  return (
    // Unseen until the page has its length, or it would be seen moving.
    <footer className={styles.footer} data-waiting={waiting || undefined}>
      <h2 className={styles.title}>What these numbers are</h2>
      <dl className={styles.notes}>
        <Note term="Exact">
          Memory (used + reserved + free = total, 1 GiB = 2<sup>30</sup> bytes), temperature, power and clocks are as
          the driver gives them. Reserved is what driver and firmware keep for themselves.
        </Note>
        <Note term="Levels">
          The held share is (total − free) / total: healthy below 80 %, warning from 80 to 90 %, critical above 90 %.
        </Note>
        <Note term="Busy: a rough measure">
          Utilisation = share of time with at least one kernel running. 100 % does not mean that the GPU could do no
          more. It is not shown per process, because the driver’s figures are wrong where processes share a GPU.
        </Note>
        <Note term="n/a">The driver did not give this reading. It is never shown as 0.</Note>
      </dl>
      <p className={styles.version}>vramfleet {version ?? ""}</p>
    </footer>
  );
}

function Note({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
