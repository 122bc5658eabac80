import { exact, said } from "../dates";

export function When({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact(date)}>
      {said(date)}
    </time>
  );
}
