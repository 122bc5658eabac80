import { route } from "../router";
import { words } from "../words";

/** The pages about oneself, as one place. */
export function AccountTabs() {
  const w = words.value.account.tabs;
  const tabs: [string, string][] = [
    ["/konto/profil", w.profile],
    ["/konto", w.settings],
    ["/konto/powiadomienia", w.notices],
    ["/konto/bezpieczenstwo", w.security],
    ["/dane-osobowe", w.data],
  ];
  return (
    <nav class="tabs" aria-label={words.value.account.title}>
      {tabs.map(([path, name]) => (
        <a key={path} href={path} aria-current={route.value.path === path ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
