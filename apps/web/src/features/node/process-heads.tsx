"use client";

import type { ProcessColumn, ProcessSort } from "./process-rows.ts";
import { PROCESS_COLUMNS } from "./process-rows.ts";
import styles from "./process-table.module.css";

const WORDS: Record<ProcessColumn, string> = {
  pid: "PID",
  user: "User",
  command: "Command",
  gpu: "GPU",
  memory: "Memory, share of the GPU",
  age: "Age",
};

/** Columns whose first click shows the largest first. */
const LARGEST_FIRST: ReadonlySet<ProcessColumn> = new Set(["memory", "age"]);

interface ProcessHeadsProps {
  sort: ProcessSort;
  onSort: (sort: ProcessSort) => void;
}

export function ProcessHeads({ sort, onSort }: ProcessHeadsProps) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {PROCESS_COLUMNS.map((column) => (
          <th
            key={column}
            role="columnheader"
            scope="col"
            className={styles[column]}
            aria-sort={ariaSort(column, sort)}
          >
            <button type="button" data-testid={`sort-${column}`} onClick={() => onSort(nextSort(column, sort))}>
              {WORDS[column]}
              <span className={styles.arrow} aria-hidden="true">
                {sort.column === column ? (sort.descending ? "↓" : "↑") : ""}
              </span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ariaSort(column: ProcessColumn, sort: ProcessSort): "ascending" | "descending" | "none" {
  if (sort.column !== column) return "none";
  return sort.descending ? "descending" : "ascending";
}

function nextSort(column: ProcessColumn, sort: ProcessSort): ProcessSort {
  return { column, descending: sort.column === column ? !sort.descending : LARGEST_FIRST.has(column) };
}
