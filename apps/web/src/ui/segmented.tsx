"use client";

import type { ReactNode } from "react";
import styles from "./segmented.module.css";

interface SegmentedProps<T extends string> {
  label: string;
  name: string;
  options: readonly { value: T; label: ReactNode; title?: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One choice of a few, as radio buttons: one stop of the Tab key, arrows choose. */
export function Segmented<T extends string>({ label, name, options, value, onChange }: SegmentedProps<T>) {
  return (
    <fieldset className={styles.segmented}>
      <legend className={styles.legend}>{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={styles.option}
          title={option.title}
          data-testid={`${name}-${option.value}`}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.text}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
