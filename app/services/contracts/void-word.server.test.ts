import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { consentDenials, contracts, grantClearances } from '#db/schema/index.ts';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makePerson } from '#seeds/make.ts';
import { grantScene } from '#seeds/make-grant-scene.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from './agree-contract.server.ts';
import { signAmendment } from './answer-amendment.server.ts';
import { clearGrant } from './clear-grant.server.ts';
import { clearancePage } from './clearance-queries.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { denyConsent } from './deny-consent.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { proposeAmendment } from './propose-amendment.server.ts';
import { reviewClearance } from './review-clearance.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});
const reason = '在先合同限于食品加工，本合同限于饲料，产品和客户都不相同';

test.each(['refused', 'objected'] as const)(
  'a lawyer’s word that was %s never counts again, whatever other terms are signed later',
  async (fate) => {
    const { ctx, clock, a, b } = await grantScene(db);
    const first = await a.signed({ licenceKind: 'exclusive', territory: '甘肃省' });
    const no = (await db.select().from(contracts).where(eq(contracts.id, first)))[0]!.no;
    const wide = { ownClauses: [`${no} 的食品用途不受影响。`] };
    const contractId = await b.offer(wide);
    const unit = { id: b.deal.licensorOrgId };
    const legal = await asActor(ctx, await makePerson(db, unit, ['legal']));
    const approver = await b.as('unit', 'approver');
    const theirs = await a.as('company', 'officer');
    const company = await b.as('company', 'officer');
    const fresh = (by: ActorContext): ActorContext => ({ ...by, actor: { ...by.actor, provedAt: clock.now() } });
    const state = async (by: ActorContext, ground: 'consent' | 'apart', versionN = 1) =>
      clearGrant(fresh(by), {
        contractId,
        versionN,
        earlierId: first,
        earlierVersionN: 1,
        ground,
        reason,
        file: await receivedPdf(ctx, `${ground}.pdf`),
      });
    const said = async () => (await clearancePage(approver, contractId)).said;
    await state(approver, 'consent');
    const [c] = await said();
    await denyConsent(theirs, { contractId: first, clearanceId: c!.id, reason: '这份同意书上的公章不是我方的' });
    await state(legal, 'apart');
    const [word] = await said();
    await reviewClearance(fresh(approver), {
      contractId,
      clearanceId: word!.id,
      outcome: fate === 'refused' ? 'refused' : 'approved',
      reason: '意见书没有比较两份合同的客户',
    });
    if (fate === 'objected')
      await denyConsent(theirs, { contractId: first, clearanceId: word!.id, reason: '两份合同的客户其实是同一批' });
    expect((await said())[0]!.standing.state).toBe('void');
    // other terms, that meet nothing, are signed
    await counterContract(company, { contractId, versionN: 1, terms: soundTerms({ territory: '陕西省' }) });
    await agreeContract(await b.as('unit', 'officer'), { contractId, versionN: 2 });
    await b.sign(contractId, 'unit', 2);
    await b.sign(contractId, 'company', 2);
    const { versionN } = await prepareAmendment(await b.as('unit', 'officer'), {
      contractId,
      baseVersionN: 2,
      terms: soundTerms(wide),
      effectiveOn: dayOf(clock.now()),
      reason: '扩大到全国',
    });
    const proposed = await codeOf(proposeAmendment(fresh(await b.as('unit', 'approver')), { contractId, versionN }));
    const signed = await codeOf(signAmendment(fresh(await b.as('company', 'approver')), { contractId, versionN }));
    expect(signed).not.toBe('done');
    expect((await said()).map(({ isSigned, standing }) => [isSigned, standing.state])).toEqual([
      [false, 'void'],
      [false, 'void'],
    ]);
    const [row] = await db.select().from(contracts).where(eq(contracts.id, contractId));
    expect([proposed, row!.signedVersionN]).toEqual(['conflict', 2]);
  },
);

test('a word that was signed on stays what it was then: what is denied of another statement afterwards takes nothing from it', async () => {
  const { ctx, clock, a, b } = await grantScene(db);
  const first = await a.signed({ licenceKind: 'exclusive', territory: '甘肃省' });
  const no = (await db.select().from(contracts).where(eq(contracts.id, first)))[0]!.no;
  const wide = { ownClauses: [`${no} 的食品用途不受影响。`] };
  const contractId = await b.offer(wide);
  const legal = await asActor(ctx, await makePerson(db, { id: b.deal.licensorOrgId }, ['legal']));
  const approver = await b.as('unit', 'approver');
  const of = { contractId, versionN: 1, earlierId: first, earlierVersionN: 1, reason };
  const file = () => receivedPdf(ctx, '意见书.pdf');
  await clearGrant(legal, { ...of, ground: 'apart', file: await file() });
  await agreeContract(await b.as('company', 'officer'), { contractId, versionN: 1 });
  clock.moveDays(6);
  await b.sign(contractId, 'unit');
  await b.sign(contractId, 'company');
  clock.moveDays(1);
  const said = async () => (await clearancePage(approver, contractId)).said;
  const theirs = await a.as('company', 'officer');
  // As a statement for another contract with the same company leaves it: denied a day after the signatures.
  const elsewhere = { contractId, versionN: 1, earlierContractId: first, ground: 'consent', reason } as const;
  const { id: fileId } = (await said())[0]!.file!;
  const statedBy = approver.actor.userId;
  const [stated] = await db
    .insert(grantClearances)
    .values({ ...elsewhere, fileId, statedBy, createdAt: clock.now() })
    .returning();
  const denied = { clearanceId: stated!.id, reason: '这份同意书上的公章不是我方的', deniedBy: theirs.actor.userId };
  await db.insert(consentDenials).values({ ...denied, createdAt: clock.now() });
  const word = async () => (await said()).find(({ ground }) => ground === 'apart');
  expect(await word()).toMatchObject({ isSigned: true, standing: { state: 'stands' } });
  // Less is given by a change that both sign: what was given before is judged anew, after the denial.
  const narrow = soundTerms({ territory: '陕西省' });
  const change = {
    contractId,
    baseVersionN: 1,
    terms: narrow,
    effectiveOn: dayOf(clock.now()),
    reason: '缩小到陕西省',
  };
  const { versionN } = await prepareAmendment(await b.as('unit', 'officer'), change);
  const fresh = (by: ActorContext): ActorContext => ({ ...by, actor: { ...by.actor, provedAt: clock.now() } });
  await proposeAmendment(fresh(approver), { contractId, versionN });
  await signAmendment(fresh(await b.as('company', 'approver')), { contractId, versionN });
  expect(await word()).toMatchObject({ isSigned: false, standing: { state: 'review' } });
});
