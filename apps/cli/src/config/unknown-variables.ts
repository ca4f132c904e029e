import { type ConfigKey, CONFIG_KEYS, envName, isConfigKey } from "@vramfleet/protocol/config-keys";
import { nearest } from "../text/nearest.ts";

const KEYS: readonly ConfigKey[] = Object.keys(CONFIG_KEYS).filter(isConfigKey);
const KNOWN = [...KEYS.map(envName), "VRAMFLEET_CONFIG"];

const PREFIX = "VRAMFLEET_";
const KNOWN_ENDS = KNOWN.map((name) => name.slice(PREFIX.length));

export interface UnknownVariable {
  name: string;
  meant: string;
}

/**
 * Variables that nothing reads and that look like a slip of one that is read. Others of our prefix are not told:
 * Kubernetes makes variables like VRAMFLEET_SERVICE_HOST by itself, and tests of the library have theirs.
 */
export function unknownVariables(names: readonly string[]): UnknownVariable[] {
  return names
    .filter((name) => !KNOWN.includes(name))
    .flatMap((name) => {
      // What all have in common would make any two look alike.
      const meant = nearest(name.slice(PREFIX.length), KNOWN_ENDS);
      return meant === null ? [] : [{ name, meant: PREFIX + meant }];
    });
}
