"use client";

import styles from "./empty-fleet.module.css";

/** What to type when no node has reported yet. */
export function EmptyFleet() {
  const { origin, port } = typeof window === "undefined" ? { origin: "", port: "" } : window.location;
  return (
    <section className={styles.empty} data-testid="empty-fleet">
      <h1 className={styles.title}>No node reports to this hub yet</h1>
      <p>The hub is up. A node appears here within a second of its agent connecting.</p>
      <ol className={styles.ways}>
        <Way title="This machine" command="./vramfleet up">
          Runs a hub and an agent together. Is it already running? <code>./vramfleet doctor</code> says what is missing.
        </Way>
        <Way title="Another node" command={`./vramfleet agent --hub ${origin} --token-file agent-token`}>
          The file agent-token lies in the hub’s data directory. The hub listens on its own machine only, so open a
          tunnel from the node first: <code>{`ssh -N -L ${port}:127.0.0.1:${port} <machine of the hub>`}</code>
        </Way>
        <Way title="No GPU at hand" command="npm start -- --demo">
          Shows a simulated fleet, marked as such.
        </Way>
      </ol>
    </section>
  );
}

interface WayProps {
  title: string;
  command: string;
  children: React.ReactNode;
}

function Way({ title, command, children }: WayProps) {
  return (
    <li className={styles.way}>
      <h2>{title}</h2>
      <pre className={styles.command} tabIndex={0}>
        {command}
      </pre>
      <p>{children}</p>
    </li>
  );
}
