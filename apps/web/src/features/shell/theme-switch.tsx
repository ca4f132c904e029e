"use client";

import { useSyncExternalStore } from "react";
import { Segmented } from "../../ui/segmented.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { isTheme, THEME_KEY, type Theme } from "./theme.ts";
import styles from "./theme-switch.module.css";

const ICONS: Record<Theme, string> = {
  light:
    "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13",
  system: "M2 3h12v8H2ZM6 14h4M8 11v3",
  dark: "M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3Z",
};

const OPTIONS = (["light", "system", "dark"] as const).map((theme) => ({
  value: theme,
  label: <ThemeIcon theme={theme} />,
  title: theme === "system" ? "As the system" : theme === "dark" ? "Dark" : "Light",
}));

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentTheme(): Theme {
  const theme = document.documentElement.dataset["theme"];
  return isTheme(theme) ? theme : "system";
}

export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, currentTheme, () => "system" as const);
  return <Segmented label="Colours" name="theme" options={OPTIONS} value={theme} onChange={choose} />;
}

function choose(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  for (const listener of listeners) listener();
  window.localStorage.setItem(THEME_KEY, theme);
}

function ThemeIcon({ theme }: { theme: Theme }) {
  return (
    <>
      <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
        <path d={ICONS[theme]} />
      </svg>
      <VisuallyHidden>{theme}</VisuallyHidden>
    </>
  );
}
