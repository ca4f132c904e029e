/** The page's address with some of its query changed; an empty value leaves it. */
export function withQuery(href: string, changes: Readonly<Record<string, string>>): string {
  const url = new URL(href);
  for (const [key, value] of Object.entries(changes)) {
    if (value === "") url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  return `${url.pathname}${url.search}${url.hash}`;
}
