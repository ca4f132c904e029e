import { sanitizeText } from "@vramfleet/core/sanitize";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const withEntities = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/** Text from outside, safe inside of markup. */
export const escapeText = (text: string): string => withEntities(sanitizeText(text));

type Attributes = Record<string, string | number>;

export function element(name: string, attributes: Attributes, content = ""): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${withEntities(String(value))}"`);
  return content === "" ? `<${name}${list.join("")}/>` : `<${name}${list.join("")}>${content}</${name}>`;
}

export const textElement = (attributes: Attributes, text: string): string =>
  element("text", attributes, escapeText(text));

/** About as wide as most fonts write it. */
export const widthOf = (text: string, sizePx: number): number => 0.52 * sizePx * text.length;
