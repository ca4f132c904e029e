"use client";

import type { ComponentProps, MouseEvent } from "react";

interface ShallowLinkProps extends Omit<ComponentProps<"a">, "href" | "onClick"> {
  href: string;
}

/** A link to another view of the same page: changes the address and nothing is fetched. Opens in a tab like any link. */
export function ShallowLink({ href, ...rest }: ShallowLinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.history.pushState(null, "", href);
  };
  return <a {...rest} href={href} onClick={follow} />;
}
