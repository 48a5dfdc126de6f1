import { type CodeLists, termsOf } from '#app/domain/code-list.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const choices = (lists: CodeLists, list: string, withCode = false): Choice[] =>
  termsOf(lists, list)
    .filter((term) => !term.isHidden)
    .map(({ code, label }) => ({ value: code, label: withCode ? `${code} ${label}` : label }));

/** What the form of an achievement offers, from the code lists of today. */
export const achievementOptions = (lists: CodeLists) => ({
  type: choices(lists, 'achievement_type'),
  fields: choices(lists, 'field', true),
  chains: choices(lists, 'chain'),
  regionCode: choices(lists, 'region'),
  embodiment: choices(lists, 'embodiment'),
  trl: choices(lists, 'trl', true),
  level: choices(lists, 'level'),
  transferModes: choices(lists, 'transfer_mode'),
  priceKind: choices(lists, 'price_kind'),
});
