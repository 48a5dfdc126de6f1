import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { RightTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from './agree-contract.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { proposeAmendment } from './propose-amendment.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { signContract } from './sign-contract.server.ts';

test('a service that by a change gives rights of the unit is published, though the record has named them all along', async () => {
  const { db } = await testDatabase();
  const ctx = makeContext(db, { now: testClock().now });
  const talk = await makeTalkingDeal(ctx);
  const officer = await talk.as('unit', 'officer');
  const number = 'ZL202010000001.1';
  const named = [{ type: 'invention', name: '一种方法', number, status: 'valid', expiresOn: '2040-01-01' }];
  await db.transaction(async (tx) => {
    // A published version is never written again; here it is the record as it was made.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update achievement_versions set data = jsonb_set(data, '{ip}', ${JSON.stringify(named)}::text::jsonb)
      where achievement_id = ${talk.deal.achievementId}`);
  });
  const service = soundTerms({
    kind: 'service',
    subKind: '一般技术服务',
    trial: { months: 0, extensionMonths: 0 },
    royalty: null,
  });
  const { id: contractId } = await proposeContract(officer, { dealId: talk.deal.id, terms: service });
  const first = { contractId, versionN: 1 };
  expect((await agreeContract(await talk.as('company', 'officer'), first)).state).toBe('signing');
  await signContract(await talk.as('unit', 'approver'), first);
  await signContract(await talk.as('company', 'approver'), first);
  const on = { filedOn: null, expiresOn: null, paidUntilOn: null, asOf: '2026-01-01' };
  const right: RightTerms = { type: 'invention', name: '一种方法', number, owner: '', status: '', ...on };
  const change = await prepareAmendment(officer, {
    contractId,
    baseVersionN: 1,
    terms: { ...service, rights: [right] },
    effectiveOn: dayOf(ctx.now()),
    reason: '补列专利',
  });
  expect(change.asksPublicity).toBe(true);
  const deed = { contractId, versionN: change.versionN };
  expect(await codeOf(proposeAmendment(await talk.as('unit', 'approver'), deed))).not.toBe('done');
});
