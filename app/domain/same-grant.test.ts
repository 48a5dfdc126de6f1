import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { givesSame } from './same-grant.ts';

const said = soundTerms({ ownClauses: ['HT-2026-00001 的食品用途不受影响。'] });

test('what was said of terms counts while they give the same for the same days beside the same own clauses', () => {
  const right = { type: 'invention', name: '机耕', owner: '', status: '', filedOn: null, expiresOn: null } as const;
  const rights = [{ ...right, number: 'ZL202319900014.0', paidUntilOn: null, asOf: '2026-11-01' }];
  for (const other of [
    { licenceKind: 'sole' },
    { territory: '甘肃省' },
    { fieldOfUse: '饲料' },
    { termYears: said.termYears + 1 },
    { startsOn: '2026-12-01' },
    { rights },
    { ownClauses: ['HT-2026-00001'] },
    { ownClauses: [...said.ownClauses!, '前条不适用。'] },
  ] as const)
    expect(givesSame(said, { ...said, ...other } as typeof said), JSON.stringify(other)).toBe(false);
  expect(givesSame(said, { ...said, confidentialityYears: 9, ownClauses: [`${said.ownClauses![0]}\u200B`] })).toBe(
    true,
  );
});
