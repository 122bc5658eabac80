/**
 * The parts pages are made of. shell.tsx holds the frame (rail, phone bar, reading column with its margin);
 * heading, states, connection, when, icon and field are small things every page uses; byline, text, post,
 * post-editor, remove-dialog, composer and thread-row show what people write.
 */
import { h } from "preact";

type Shape = readonly (readonly [string, Record<string, string | number | undefined>])[];

/** A lucide icon beside a label; never the only thing that says what a control does. */
export function Icon({ shape }: { shape: Shape }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {shape.map(([tag, attributes]) => h(tag, attributes as Record<string, string>))}
    </svg>
  );
}

/** A line of a menu: what it does, with its icon. */
export function MenuItem({ shape, text, act }: { shape: Shape; text: string; act: () => void }) {
  return (
    <li>
      <button type="button" class="plain" onClick={act}>
        <Icon shape={shape} />
        {text}
      </button>
    </li>
  );
}
