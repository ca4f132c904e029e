import { fileURLToPath } from "node:url";

/** Root of the checkout this command runs from. */
export const CHECKOUT = fileURLToPath(new URL("../../../../", import.meta.url));
/** Where builds are kept. */
export const BUILDS = fileURLToPath(new URL("../../dist/", import.meta.url));
