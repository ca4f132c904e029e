import { type ConfigKey, isConfigKey, specOf } from "@vramfleet/protocol/config-keys";

export interface ReloadPlan<Values> {
  /** Changed keys that take effect at once. */
  live: ConfigKey[];
  /** Changed keys whose new value waits for the next start. */
  restart: ConfigKey[];
  /** What runs from now on: new live values, old ones where a restart is needed. */
  values: Values;
}

/** Compares the configuration that runs with one read anew for the same command. */
export function planReload<Values extends object>(running: Values, read: object): ReloadPlan<Values> {
  const before = new Map(Object.entries(running));
  const after = new Map(Object.entries(read));
  const changed = [...after.keys()]
    .filter(isConfigKey)
    .filter((key) => before.has(key) && after.get(key) !== before.get(key));
  const live = changed.filter((key) => specOf(key).reload === "live");
  const restart = changed.filter((key) => specOf(key).reload === "restart");
  return { live, restart, values: { ...running, ...Object.fromEntries(live.map((key) => [key, after.get(key)])) } };
}
