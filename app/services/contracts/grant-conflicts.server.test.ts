import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Context } from '#app/services/context.server.ts';
import { contracts, deals } from '#db/schema/index.ts';
import { codeOf } from '#seeds/code-of.ts';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { followEsign } from '../esign/follow-esign.server.ts';
import { uploadScan } from '../signing/upload-scan.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { signAmendment } from './answer-amendment.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { draftConflicts } from './draft-conflicts.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { proposeAmendment } from './propose-amendment.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { contractPage } from './queries.server.ts';
import { signContract } from './sign-contract.server.ts';

const here = esignTests();
const exclusive = { licenceKind: 'exclusive' } as const;

/** Another company talks with the same unit about the same achievement. */
async function beside(ctx: Context, { deal, as }: TalkingDeal) {
  const other = await makeTalkingDeal(ctx);
  const { achievementId, achievementVersionN, licensorOrgId } = deal;
  const same = { achievementId, achievementVersionN, licensorOrgId };
  const [moved] = await here.db.update(deals).set(same).where(eq(deals.id, other.deal.id)).returning();
  if (moved === undefined) throw new Error('the deal is gone');
  return partyOf({ deal: moved, as: (side, role) => (side === 'unit' ? as(side, role) : other.as(side, role)) });
}

/** What the two sides of a deal do with its contract, in its first version. */
function partyOf({ deal, as }: Pick<TalkingDeal, 'deal' | 'as'>) {
  const offer = async (given: Partial<PayLaterTerms> = {}, by: 'unit' | 'company' = 'unit') =>
    (await proposeContract(await as(by, 'officer'), { dealId: deal.id, terms: soundTerms(given) })).id;
  const agreed = async (given: Partial<PayLaterTerms> = {}) => {
    const contractId = await offer(given);
    await agreeContract(await as('company', 'officer'), { contractId, versionN: 1 });
    return contractId;
  };
  const sign = async (contractId: string, side: 'unit' | 'company', versionN = 1) =>
    signContract(await as(side, 'approver'), { contractId, versionN });
  const signed = async (given: Partial<PayLaterTerms> = {}) => {
    const contractId = await agreed(given);
    await sign(contractId, 'unit');
    await sign(contractId, 'company');
    return contractId;
  };
  return { deal, as, offer, agreed, sign, signed };
}

async function scene() {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(here.db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  return { ctx, clock, a: partyOf(talk), b: await beside(ctx, talk), c: await beside(ctx, talk) };
}

const noOf = async (id: string) => (await here.db.select().from(contracts).where(eq(contracts.id, id)))[0]!.no;

test('what one licensee was promised alone is offered to no other; where nothing meets, it is', async () => {
  const { a, b, c } = await scene();
  const no = await noOf(await a.signed({ ...exclusive, territory: '甘肃省' }));
  await expect(b.offer({})).rejects.toMatchObject({ code: 'conflict', params: { says: expect.stringContaining(no) } });
  // The other company learns that there is one, not which.
  const says = await b.offer({}, 'company').catch((error: { params: { says: string } }) => error.params.says);
  expect(says).toContain('独占许可');
  expect(says).not.toContain('HT-');
  expect((await draftConflicts(await b.as('unit', 'officer'), b.deal, soundTerms()))[0]?.severity).toBe('block');
  expect(await codeOf(b.offer({ ...exclusive, territory: '陕西省' }))).toBe('done');
  expect(await codeOf(c.offer({ territory: '甘肃省定西市', startsOn: '2035-01-01' }))).toBe('done');
});

test('a licence to one names the older licence that goes on, or is not signed; the company may offer it, the unit knows the number', async () => {
  const { a, b } = await scene();
  const no = await noOf(await a.signed());
  expect(await codeOf(b.offer(exclusive))).toBe('conflict');
  const contractId = await b.offer(exclusive, 'company');
  const officer = await b.as('unit', 'officer');
  expect((await contractPage(officer, contractId)).conflicts).toMatchObject([{ severity: 'block', isCurable: true }]);
  expect(await codeOf(agreeContract(officer, { contractId, versionN: 1 }))).toBe('conflict');
  const terms = soundTerms({ ...exclusive, ownClauses: [`许可方与他人的普通许可（${no}）继续有效，除外于本合同。`] });
  await counterContract(officer, { contractId, versionN: 1, terms });
  await agreeContract(await b.as('company', 'officer'), { contractId, versionN: 2 });
  await b.sign(contractId, 'unit', 2);
  expect((await b.sign(contractId, 'company', 2)).state).toBe('performing');
});

test('of two exclusive contracts signed in one moment one is concluded, the other is a conflict; paper is shut to it, too', async () => {
  const { ctx, a, b, c } = await scene();
  const third = await c.agreed(exclusive);
  const [one, other] = [await a.agreed(exclusive), await b.agreed(exclusive)];
  await a.sign(one, 'unit');
  await b.sign(other, 'unit');
  const codes = await Promise.all([codeOf(a.sign(one, 'company')), codeOf(b.sign(other, 'company'))]);
  expect(codes.toSorted()).toEqual(['conflict', 'done']);
  const rows = await here.db.select().from(contracts).where(eq(contracts.achievementId, a.deal.achievementId));
  expect(rows.map(({ state }) => state).toSorted()).toEqual(['performing', 'signing', 'signing']);
  const papers = [await receivedPdf(ctx, '第1版.pdf')];
  const upload = uploadScan(await c.as('unit', 'officer'), { contractId: third, versionN: 1, papers });
  expect(await codeOf(upload)).toBe('conflict');
  expect(await codeOf(c.sign(third, 'unit'))).toBe('conflict');
});

test('a change that would make a licence exclusive is refused beside another, when written and when signed; one of the price is not asked', async () => {
  const { clock, a, b, c } = await scene();
  const contractId = await a.signed();
  const change = async (given: Partial<PayLaterTerms>) =>
    prepareAmendment(await a.as('unit', 'officer'), {
      contractId,
      baseVersionN: 1,
      terms: soundTerms(given),
      effectiveOn: dayOf(clock.now()),
      reason: '企业要独占',
    });
  const { versionN } = await change(exclusive);
  await proposeAmendment(await a.as('unit', 'approver'), { contractId, versionN });
  await b.signed();
  expect(await codeOf(signAmendment(await a.as('company', 'approver'), { contractId, versionN }))).toBe('conflict');
  const laterId = await c.signed();
  const later = async (given: Partial<PayLaterTerms>) =>
    codeOf(
      prepareAmendment(await c.as('unit', 'officer'), {
        contractId: laterId,
        baseVersionN: 1,
        terms: soundTerms(given),
        effectiveOn: dayOf(clock.now()),
        reason: '企业要独占',
      }),
    );
  expect(await later(exclusive)).toBe('conflict');
  expect(await later({ confidentialityYears: 9 })).toBe('done');
});

test('what lies at the provider holds the right until it is over; what the owner gave away meanwhile is set aside', async () => {
  const { ctx, talk, opened, signBoth, flowOf, contract } = await here.signable();
  const b = await beside(ctx, talk);
  const contractId = await b.agreed(exclusive);
  await b.sign(contractId, 'unit');
  const id = await opened();
  expect(await codeOf(b.sign(contractId, 'company'))).toBe('conflict');
  await here.db
    .update(contracts)
    .set({ state: 'performing', signedVersionN: 1, signedAt: ctx.now() })
    .where(eq(contracts.id, contractId));
  await signBoth(id);
  await followEsign(ctx, { flowId: id });
  expect(await flowOf(id)).toMatchObject({ state: 'aside', endNote: 'granted' });
  expect((await contract()).state).toBe('signing');
});
