/** A mail address, which breaks where it has parts and not in the middle of a name. */
export function Address({ of }: { of: string }) {
  return (
    <>
      {of.split(/(?=[@.])/).map((part, place) => (
        <>
          {place > 0 && <wbr />}
          {part}
        </>
      ))}
    </>
  );
}
