import { beforeAll, expect, test } from 'vitest';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { Database } from '#db/client.server.ts';
import { achievementPatents, patents } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { composerPage } from './composer-queries.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { getVersion } from './own-contract.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { contractText } from './text-queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('a first version freezes the live rights of the achievement; a counter keeps them as they were named', async () => {
  const talk = await makeTalkingDeal(makeContext(db));
  const { achievementId } = talk.deal;
  const row = { type: 'invention', status: 'granted', source: '测试', asOf: '2026-11-02' } as const;
  const owner = talk.unit.name;
  await db.insert(patents).values([
    { ...row, number: 'ZL202110000101.2', title: '回收方法', owner, filedOn: '2021-08-12', paidUntilOn: '2027-08-12' },
    { ...row, number: 'ZL202110000102.0', title: '失效的方法', owner, status: 'ceased' },
  ]);
  const link = { achievementId, orgId: talk.unit.id, addedBy: talk.unitPeople.officer.id };
  await db.insert(achievementPatents).values([
    { ...link, number: 'ZL202110000101.2' },
    { ...link, number: 'ZL202110000102.0' },
  ]);
  const unit = await talk.as('unit', 'officer');
  const page = await composerPage(unit, talk.deal.id);
  expect(page.rights.map(({ number }) => number)).toEqual(['ZL202110000101.2']);

  const { id } = await proposeContract(unit, { dealId: talk.deal.id, terms: soundTerms() });
  const named = termsFromJson((await getVersion(unit, id, 1)).data.terms);
  expect(named.rights).toEqual(page.rights);
  expect(named.rights).toMatchObject([{ name: '回收方法', owner, status: '有效', paidUntilOn: '2027-08-12' }]);

  await db.update(patents).set({ paidUntilOn: '2028-08-12' });
  const company = await talk.as('company', 'officer');
  expect((await composerPage(company, talk.deal.id)).rights).toEqual(named.rights);
  const terms = { ...named, confidentialityYears: 9 };
  await counterContract(company, { contractId: id, versionN: 1, terms, reasons: {} });
  expect(termsFromJson((await getVersion(unit, id, 2)).data.terms).rights).toEqual(named.rights);
  expect(JSON.stringify(await contractText(company, id, 2))).toContain(
    '发明专利“回收方法”（ZL202110000101.2）：权利人',
  );
});
