"use client";

import { useState } from "react";
import { plural } from "../../lib/format.ts";
import { Segmented } from "../../ui/segmented.tsx";
import type { FleetSort } from "./fleet-order.ts";
import styles from "./fleet-toolbar.module.css";

interface FleetToolbarProps {
  filter: string;
  sort: FleetSort;
  shownCount: number;
  allCount: number;
  onFilter: (filter: string) => void;
  onSort: (sort: FleetSort) => void;
}

const SORTS = [
  { value: "name", label: "By name" },
  { value: "trouble", label: "Trouble first" },
] as const;

export function FleetToolbar({ filter, sort, shownCount, allCount, onFilter, onSort }: FleetToolbarProps) {
  // The address follows a moment later, so while typing the field goes by what was typed.
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <div className={styles.toolbar} role="search">
      <input
        className={styles.filter}
        type="search"
        name="q"
        aria-label="Filter by node, GPU model, uuid or state"
        placeholder="Filter: node, model, uuid, critical…"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? filter}
        data-testid="filter"
        onBlur={() => setDraft(null)}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          onFilter(event.currentTarget.value);
        }}
      />
      <Segmented label="Order of nodes" name="sort" options={SORTS} value={sort} onChange={onSort} />
      <p className={styles.count} role="status" data-testid="match-count">
        {filter.trim() === "" ? plural(allCount, "node") : `${shownCount} of ${plural(allCount, "node")}`}
      </p>
    </div>
  );
}
