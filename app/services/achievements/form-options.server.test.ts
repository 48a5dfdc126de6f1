import { expect, test } from 'vitest';
import { findCodes } from '#app/domain/code-list.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { achievementOptions } from './form-options.server.ts';

const lists = Object.fromEntries(
  codeLists.map(({ list, version, terms }) => [
    list,
    {
      list,
      version,
      terms: terms.map((term) => ({
        code: term.code,
        label: term.label,
        parent: 'parent' in term ? (term.parent as string) : null,
        note: null,
        isHidden: 'hiddenForAchievements' in term && term.hiddenForAchievements === true,
      })),
    },
  ]),
);

test('what is offered of lists that are searched is read again as the very code that it names', () => {
  const { fields } = achievementOptions(lists);
  for (const [key, list] of [
    ['disciplines', 'discipline'],
    ['industries', 'industry'],
    ['fields', 'field'],
    ['chains', 'chain'],
  ] as const) {
    const offered = fields[key] ?? [];
    expect(offered.length, key).toBeGreaterThan(30);
    expect(
      offered.filter(({ value, label }) => findCodes(lists, list, label).join() !== value),
      key,
    ).toEqual([]);
  }
  expect(fields.industries?.filter(({ value }) => ['P', 'P83'].includes(value)).map(({ label }) => label)).toEqual([
    'P 教育',
    'P83 教育',
  ]);
});
