"use client";

import Link from "next/link";
import { useMemo, useRef, useState } from "react";
import { plural } from "../../lib/format.ts";
import { nodeHref } from "../../lib/node-href.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { criticalGpus } from "../fleet/critical-gpus.ts";
import { useFleet } from "../fleet/fleet-feed.ts";
import { nodeNames } from "../fleet/node-names.ts";
import { useHiddenCount } from "./use-hidden-count.ts";
import styles from "./critical-strip.module.css";

/** Names every GPU above 90 %. It always takes its line, so that the page does not move when the first one turns up. */
export function CriticalStrip() {
  const nodes = useFleet((fleet) => fleet.nodes);
  const critical = useMemo(() => criticalGpus(nodes.values(), nodeNames(nodes.values())), [nodes]);
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const hiddenCount = useHiddenCount(list, critical.length);
  const known = nodes.size > 0;
  if (critical.length === 0) {
    return (
      <section className={styles.strip} aria-label="Critical GPUs" data-testid="critical" data-count={0}>
        <p className={styles.calm}>{known ? "No GPU above 90 %" : "\u00a0"}</p>
      </section>
    );
  }
  return (
    <section
      className={styles.strip}
      aria-label="Critical GPUs"
      data-testid="critical"
      data-count={critical.length}
      data-open={open || undefined}
    >
      <p className={styles.title}>
        <StateMark kind="critical" /> {critical.length} critical<span className={styles.wide}> above 90 %</span>
      </p>
      <ul ref={list} className={styles.list} onFocus={(event) => hidden(event.target, list.current) && setOpen(true)}>
        {critical.map(({ key, nodeId, nodeName, text, stale, ...gpu }) => (
          <li key={key}>
            <Link href={nodeHref(nodeId, gpu)} prefetch={false} title={nodeName} data-testid="critical-gpu">
              <span className={styles.node}>{nodeName}</span> {text}
              {stale ? " (stale)" : null}
            </Link>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={styles.more}
        aria-expanded={open}
        hidden={hiddenCount === 0 && !open}
        data-testid="critical-more"
        onClick={() => setOpen(!open)}
      >
        {open ? "show less" : `+${hiddenCount} more`}
      </button>
      <VisuallyHidden>
        <span role="status">{plural(critical.length, "GPU")} critical</span>
      </VisuallyHidden>
    </section>
  );
}

/** True for an item below the visible line: reached by the Tab key, it must show. */
function hidden(item: EventTarget, list: HTMLElement | null): boolean {
  return item instanceof HTMLElement && list !== null && item.offsetTop >= list.offsetTop + list.clientHeight;
}
