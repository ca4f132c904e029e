import { z } from "zod";

/** ECMAScript's last moment, in the year 275760: a later one is no date, and a page that shows it would fail. */
const LAST_INSTANT_MS = 8_640_000_000_000_000;

/** Milliseconds since 1970. */
export const instant = z.int().nonnegative().max(LAST_INSTANT_MS);
