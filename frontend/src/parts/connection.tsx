import { clock } from "../dates";
import { connection } from "../live";
import { words } from "../words";

/** What the page's freshness is worth, told truthfully; screen readers hear only the changes. */
export function ConnectionState() {
  const now = connection.value;
  const w = words.value.connection;
  return (
    <p class="connection" data-kind={now.kind} role="status">
      {now.kind === "offline" ? w.offline(clock(now.since)) : w[now.kind]}
    </p>
  );
}
