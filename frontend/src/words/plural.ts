import type { Interface } from "./index";

type Forms = { one: string; few?: string; many?: string; other: string };

const rules = { pl: new Intl.PluralRules("pl"), en: new Intl.PluralRules("en") };

export function plural(language: Interface, count: number, forms: Forms): string {
  const form = rules[language].select(count) as keyof Forms;
  return forms[form] ?? forms.other;
}
