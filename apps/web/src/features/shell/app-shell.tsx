"use client";

import type { ReactNode } from "react";
import { useFleetFeed } from "../fleet/fleet-feed.ts";
import { CriticalStrip } from "./critical-strip.tsx";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";
import { useHubConnection } from "./use-connection.ts";
import styles from "./app-shell.module.css";

/** What surrounds every page, and the one live connection under all of them. */
export function AppShell({ children }: { children: ReactNode }) {
  useFleetFeed();
  const connection = useHubConnection();
  return (
    <div className={styles.shell} data-hub={connection}>
      <a className={styles.skip} href="#content">
        Skip to the content
      </a>
      <SiteHeader />
      <CriticalStrip />
      <main className={styles.main} id="content" tabIndex={-1}>
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}
