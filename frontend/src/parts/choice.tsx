/** One of a few, all in sight. */
export function Choice<T extends string>(props: {
  name: string;
  chosen: T;
  among: [T, string][];
  choose: (chosen: T) => void;
}) {
  return (
    <fieldset class="choice">
      <legend class="unseen">{props.name}</legend>
      {props.among.map(([value, label]) => (
        <label key={value} lang={props.name && (value === "pl" || value === "en") ? value : undefined}>
          <input
            type="radio"
            name={props.name}
            checked={props.chosen === value}
            onChange={() => props.choose(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
