import { Crumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { accessibilityWords } from "../words/accessibility";

/** The accessibility statement, honest about what was checked and what was not. */
export function AccessibilityPage() {
  const w = accessibilityWords.value;
  return (
    <Reading crumbs={<Crumbs trail={[["/", w.home]]} />}>
      <Heading title={w.title} />
      <div class="statement">
        <p class="lead">{w.lead}</p>
        <h2>{w.state}</h2>
        <p>{w.stateText}</p>
        <h2>{w.checked}</h2>
        <ul>
          {Object.values(w.checks).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <h2>{w.limits}</h2>
        <ul>
          {Object.values(w.limit).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <h2>{w.contact}</h2>
        <p>
          {w.contactText} <a href="/dane-osobowe">{w.personalData}</a>
        </p>
        <p class="quiet">{w.law}</p>
      </div>
    </Reading>
  );
}
