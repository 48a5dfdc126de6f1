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

test('what is offered of a list that is searched is read again as the very code that it names', () => {
  const offered = achievementOptions(lists).fields.disciplines ?? [];
  expect(offered.length).toBeGreaterThan(600);
  expect(offered.filter(({ value, label }) => findCodes(lists, 'discipline', label).join() !== value)).toEqual([]);
});
