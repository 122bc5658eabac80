import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { takeMoved, takeReturning } from "../router";

type Props = { title: string; children?: ComponentChildren; placed?: boolean };

/**
 * The page's one h1. It names the document, takes the focus after a navigation and puts the page where it was
 * left. A page that chooses its own place to open at says `placed`.
 */
export function Heading({ title, children, placed }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Empiria`;
  }, [title]);
  useLayoutEffect(() => {
    if (takeMoved()) heading.current?.focus({ preventScroll: true });
    if (!placed) scrollTo(0, takeReturning() ?? 0);
  }, [placed]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
