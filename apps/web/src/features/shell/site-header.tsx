"use client";

import Link from "next/link";
import { useFleet } from "../fleet/fleet-feed.ts";
import { SimulatedBadge } from "../../ui/simulated-badge.tsx";
import { HubState } from "./hub-state.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import styles from "./site-header.module.css";

export function SiteHeader() {
  const simulated = useFleet(
    (fleet) => fleet.hub?.simulated === true || [...fleet.nodes.values()].some((node) => node.simulated),
  );
  return (
    <header className={styles.header}>
      <Link className={styles.brand} href="/" prefetch={false} aria-label="vramfleet, to the fleet">
        <Logo />
        <span>vramfleet</span>
      </Link>
      {simulated ? <SimulatedBadge /> : null}
      <div className={styles.right}>
        <HubState />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function Logo() {
  return (
    <svg className={styles.logo} viewBox="0 0 24 24" aria-hidden="true">
      <path className={styles.track} d="M2 4h20v4H2zM2 10h20v4H2zM2 16h20v4H2z" />
      <path className={styles.healthy} d="M2 4h8v4H2z" />
      <path className={styles.warning} d="M2 10h14v4H2z" />
      <path className={styles.critical} d="M2 16h18v4H2z" />
    </svg>
  );
}
