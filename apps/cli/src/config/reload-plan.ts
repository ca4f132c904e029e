import { type ConfigKey, isConfigKey, specOf } from "@vramfleet/protocol/config-keys";

type Values = Readonly<Record<string, unknown>>;

export interface ReloadPlan {
  /** Changed keys that take effect at once. */
  live: ConfigKey[];
  /** Changed keys whose new value waits for the next start. */
  restart: ConfigKey[];
  /** What runs from now on: new live values, old ones where a restart is needed. */
  values: Record<string, unknown>;
}

/** Compares the configuration that runs with one read anew. */
export function planReload(running: Values, read: Values): ReloadPlan {
  const changed = Object.keys(read)
    .filter((key) => isConfigKey(key))
    .filter((key) => read[key] !== running[key]);
  const live = changed.filter((key) => specOf(key).reload === "live");
  const restart = changed.filter((key) => specOf(key).reload === "restart");
  return { live, restart, values: { ...running, ...Object.fromEntries(live.map((key) => [key, read[key]])) } };
}
