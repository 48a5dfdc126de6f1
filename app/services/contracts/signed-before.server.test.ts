import { beforeAll, expect, test } from 'vitest';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { asActor, makeContext, makePerson, testClock } from '#seeds/make.ts';
import { unboundedTerms } from '#seeds/unbounded-terms.ts';
import { addSecrecyRule } from '../secrecy/keep-rules.server.ts';
import { keptText } from './kept-text.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { contractText } from './text-queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('a contract with what an earlier release let in is changed in something else; only new words are screened', async () => {
  const ctx = makeContext(db, { now: testClock('2026-11-02T02:00:00Z').now });
  const parties = await makeParties(db, { unit: { isStateEstablished: false } });
  const terms = termsFromJson(unboundedTerms);
  const { contract } = await makeSignedContract(db, parties, { terms: { ...terms, royaltyAwaits: undefined } });
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  for (const text of ['七一一检测报告', '七一一回收方法', '某工程七〇九']) {
    await addSecrecyRule(admin, { name: text, kind: 'word', text, action: 'refuse' });
  }
  const officer = await asActor(ctx, parties.unitOfficer);
  const change = (given: Partial<PayLaterTerms>) =>
    codeOf(
      prepareAmendment(officer, {
        contractId: contract.id,
        baseVersionN: 1,
        terms: { ...terms, trial: { months: 0, extensionMonths: 0 }, ...given },
        effectiveOn: '2026-11-02',
        reason: '扩大地域',
      }),
    );
  expect(await change({})).toBe('terms_invalid');
  expect(await change({ territory: '某工程七〇九所在地' })).toBe('secrecy_refused');
  expect(await change({ territory: '全国' })).toBe('done');
  // What it changes is kept with its words, under their hash.
  const { changeWords = [] } = await keptText(ctx, contract.id, 2);
  expect(changeWords[0]).toContain('替换双方已签署的第 1 版');
  expect(changeWords.filter((line) => line.startsWith('第 '))).toEqual(['第 2 条　许可方式、范围与期限：']);
  expect((await contractText(officer, contract.id, 2)).change).toEqual(changeWords);
});
