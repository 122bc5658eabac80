/** The way here, from the widest place to the nearest: addresses and their names. */
export function Crumbs({ trail }: { trail: [path: string, name: string][] }) {
  return (
    <ol>
      {trail.map(([path, name]) => (
        <li key={path}>
          <a href={path}>{name}</a>
        </li>
      ))}
    </ol>
  );
}
