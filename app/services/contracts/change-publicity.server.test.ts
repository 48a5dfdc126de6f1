import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dutyCameLater, neverPublished } from '#app/domain/amendment-rules.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contractAmendments, contracts, milestones, organisations, publicities } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { objector } from '#seeds/make-objector.ts';
import { listTodos } from '../desk/queries.server.ts';
import { paperOfPublicity } from '../papers/publicity-paper.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { confirmScan } from '../signing/confirm-scan.server.ts';
import { uploadScan } from '../signing/upload-scan.server.ts';
import { agreeAmendment } from './agree-amendment.server.ts';
import { refuseAmendment, signAmendment, withdrawAmendment } from './answer-amendment.server.ts';
import { askOtherSide } from './ask-other-side.server.ts';
import { answerDeclaration } from './answer-declaration.server.ts';
import { changesPage } from './changes-queries.server.ts';
import { correctNotice } from './correct-notice.server.ts';
import { decideObjection } from './decide-objection.server.ts';
import { fileObjection } from './file-objection.server.ts';
import { offerAmendment } from './offer-amendment.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { proposeAmendment } from './propose-amendment.server.ts';
import { publiciseAmendment } from './publicise-amendment.server.ts';
import { publicityPage } from './publicity-queries.server.ts';
import { putAmendment } from './put-amendment.server.ts';
import { contractPage } from './queries.server.ts';
import { skipAmendmentPublicity } from './skip-amendment-publicity.server.ts';

let db: Database;
let raw: Awaited<ReturnType<typeof testDatabase>>['sql'];
beforeAll(async () => {
  ({ db, sql: raw } = await testDatabase());
});

const [stone] = soundTerms().milestones as [PayLaterTerms['milestones'][number]];

/** A performed contract of a state-established university, and what its two sides do with a change of it. */
async function scene() {
  const world = await makePerformingContract(db);
  const { contractId, talk, clock } = world;
  await db.update(organisations).set({ isStateEstablished: true }).where(eq(organisations.id, talk.deal.licensorOrgId));
  const officer = await talk.as('unit', 'officer');
  const company = await talk.as('company', 'officer');
  const prepare = (given: Partial<PayLaterTerms> = { milestones: [{ ...stone, amountFen: stone.amountFen + 100n }] }) =>
    prepareAmendment(officer, {
      contractId,
      baseVersionN: 1,
      terms: { ...soundTerms(), ...given },
      effectiveOn: dayOf(clock.now()),
      reason: '企业扩产，双方商定调整价款',
    });
  const publicise = (versionN: number) =>
    publiciseAmendment(officer, { contractId, versionN, audience: 'unit', contact: '科技处 0931-0000000' });
  const published = async () => {
    const { versionN } = await prepare();
    const deed = { contractId, versionN };
    await offerAmendment(officer, deed);
    await agreeAmendment(company, deed);
    const notice = await publicise(versionN);
    return { deed, notice };
  };
  const stateOf = async (versionN: number) =>
    (
      await db
        .select()
        .from(contractAmendments)
        .where(and(eq(contractAmendments.contractId, contractId), eq(contractAmendments.versionN, versionN)))
    )[0];
  const noticeState = async (id: string) =>
    (await db.select().from(publicities).where(eq(publicities.id, id)))[0]?.state;
  const contract = async () => (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0];
  return { ...world, officer, company, prepare, publicise, published, stateOf, noticeState, contract };
}

describe('a change of the price of a state-established unit', () => {
  test('is agreed, stands in publicity with the old and the new price, and only then is signed; meanwhile the signed version goes on', async () => {
    const { contractId, talk, clock, ctx, officer, company, prepare, publicise, stateOf, contract } = await scene();
    const { versionN, asksPublicity } = await prepare();
    const deed = { contractId, versionN };
    expect(asksPublicity).toBe(true);
    const approver = await talk.as('unit', 'approver');
    expect(await codeOf(proposeAmendment(approver, deed))).toBe('publicity_running');
    expect(await codeOf(putAmendment(approver, deed))).toBe('publicity_running');
    expect((await listTodos(officer)).map(({ kind }) => kind)).toContain('amendment.offer');
    expect(await codeOf(agreeAmendment(company, deed))).toBe('not_found');
    await offerAmendment(officer, deed);
    expect(await codeOf(agreeAmendment(officer, deed))).toBe('forbidden');
    expect(await codeOf(publicise(versionN))).toBe('state_changed');
    const asked = async (role: 'officer' | 'approver') =>
      (await listTodos(await talk.as('company', role)))
        .filter(({ kind }) => kind.startsWith('amendment.'))
        .map(({ kind, isMine }) => [kind, isMine]);
    // Terms are answered by the officer, too: as the page of changes lets him.
    expect(await asked('officer')).toEqual([['amendment.answer', true]]);
    await agreeAmendment(company, deed);
    expect((await listTodos(officer)).map(({ kind }) => kind)).toContain('amendment.publicise');
    expect(
      await codeOf(publiciseAmendment(company, { ...deed, audience: 'unit', contact: '科技处 0931-0000000' })),
    ).toBe('forbidden');
    await publicise(versionN);
    const page = await publicityPage(company, contractId, { version: versionN });
    expect(page.notice.change).toMatchObject({ baseVersionN: 1, versionN });
    expect(page.notice.change?.priceTermsBefore).not.toEqual(page.notice.priceTerms);
    expect(JSON.stringify((await paperOfPublicity(officer, contractId, { version: versionN })).blocks)).toContain(
      '现行的价格条款（第 1 版）',
    );
    expect(await codeOf(proposeAmendment(approver, deed))).toBe('state_changed');
    expect(await contract()).toMatchObject({ versionN: 1, signedVersionN: 1, state: 'performing' });

    clock.moveDays(17);
    await sweepDeadlines(ctx);
    expect(await stateOf(versionN)).toMatchObject({ state: 'sent' });
    expect(await asked('approver')).toEqual([['amendment.sign_put', true]]);
    expect(await asked('officer')).toEqual([['amendment.sign_put', false]]);
    expect((await paperOfPublicity(officer, contractId, { version: versionN })).title).toContain('无异议证明');
    await proposeAmendment(await talk.as('unit', 'approver'), deed);
    await signAmendment(await talk.as('company', 'approver'), deed);
    expect(await contract()).toMatchObject({ versionN, signedVersionN: versionN });
    expect(await stateOf(versionN)).toMatchObject({ state: 'signed', effectiveOn: dayOf(clock.now()) });
    const rows = await db.select().from(milestones).where(eq(milestones.contractId, contractId));
    expect(rows[0]?.amountFen).toBe(stone.amountFen + 100n);
    const no = (await contract())?.no ?? '-';
    expect((await verifyLedger(raw)).filter(({ subject }) => subject.includes(no))).toEqual([]);
  });

  test('sealed on paper it counts from the day on which both have confirmed the scan: what was done before was done by the version before', async () => {
    const { contractId, talk, clock, ctx, officer, published, stateOf, contract } = await scene();
    const { deed } = await published();
    clock.moveDays(17);
    await sweepDeadlines(ctx);
    const openOn = dayOf(clock.now());
    const { sha256 } = await uploadScan(officer, { ...deed, papers: [await receivedPdf(ctx, '变更.pdf')] });
    const confirm = async (side: 'unit' | 'company', sealedOn: string) => {
      const by = { signerName: '法定代表人', authority: 'legal_representative', letterId: null } as const;
      return codeOf(confirmScan(await talk.as(side, 'approver'), { ...deed, ...by, scanSha256: sha256, sealedOn }));
    };
    clock.moveDays(6);
    // Its text was not frozen before the publicity was over.
    expect(await confirm('unit', addDays(openOn, -1))).toBe('invalid');
    expect(await confirm('unit', addDays(openOn, 3))).toBe('done');
    expect(await confirm('company', openOn)).toBe('done');
    expect(await stateOf(deed.versionN)).toMatchObject({ state: 'signed', effectiveOn: addDays(openOn, 6) });
    expect(await contract()).toMatchObject({ versionN: deed.versionN, signedVersionN: deed.versionN });
    const rows = await db.select().from(milestones).where(eq(milestones.contractId, contractId));
    expect(rows[0]?.amountFen).toBe(stone.amountFen + 100n);
    const { versions } = await contractPage(officer, contractId);
    expect(versions.map(({ standing }) => standing)).toContain(`（已签署，执行到 ${addDays(openOn, 5)}）`);
    const no = (await contract())?.no ?? '-';
    expect((await verifyLedger(raw)).filter(({ subject }) => subject.includes(no))).toEqual([]);
  });

  test('its notice put right by an objection, what was agreed stands and the new notice runs its whole time', async () => {
    const { talk, clock, ctx, officer, published, stateOf, noticeState } = await scene();
    const { deed, notice } = await published();
    const filing = {
      ...objector,
      publicityId: notice.id,
      grounds: '公示漏写了与受让企业的关联关系，请补充后重新公示。',
    };
    const { id: objectionId } = await fileObjection(await talk.as('unit', 'inventor'), filing);
    const decision = '确有遗漏，更正后重新公示。';
    await correctNotice(await talk.as('unit', 'approver'), { objectionId, decision });
    expect(await stateOf(deed.versionN)).toMatchObject({ state: 'agreed' });
    expect(await noticeState(notice.id)).toBe('cancelled');
    const correction = '补充：双方无股权关联。';
    const again = { ...deed, audience: 'unit', contact: '科技处 0931-0000000', correction } as const;
    const second = await publiciseAmendment(officer, again);
    expect(second).toMatchObject({ contractVersionN: deed.versionN, notice: { correction } });
    clock.moveDays(10);
    await sweepDeadlines(ctx);
    expect(await stateOf(deed.versionN)).toMatchObject({ state: 'publicity' });
    clock.moveDays(7);
    await sweepDeadlines(ctx);
    expect(await stateOf(deed.versionN)).toMatchObject({ state: 'sent' });
  });

  test('agreed to by one side and taken back by the other in the same moment, signed and refused in the same moment: one outcome', async () => {
    const { contractId, talk, clock, ctx, officer, company, prepare, published, stateOf, contract } = await scene();
    const outcomeOf = async (versionN: number, deeds: readonly Promise<unknown>[]) => {
      const codes = await Promise.all(deeds.map(codeOf));
      expect(codes.filter((code) => code === 'done').length).toBeGreaterThanOrEqual(1);
      expect(codes.every((code) => code === 'done' || code === 'state_changed')).toBe(true);
      return { codes, state: (await stateOf(versionN))?.state };
    };
    const offered = { contractId, versionN: (await prepare()).versionN };
    await offerAmendment(officer, offered);
    const first = await outcomeOf(offered.versionN, [
      agreeAmendment(company, offered),
      withdrawAmendment(officer, offered),
    ]);
    // Agreed first, it can be taken back after; taken back first, there is nothing to agree to.
    expect(first.state).toBe('withdrawn');
    const { deed } = await published();
    clock.moveDays(17);
    await sweepDeadlines(ctx);
    await proposeAmendment(await talk.as('unit', 'approver'), deed);
    const approver = await talk.as('company', 'approver');
    const { state, codes } = await outcomeOf(deed.versionN, [
      signAmendment(approver, deed),
      refuseAmendment(company, deed),
    ]);
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(await contract()).toMatchObject({ signedVersionN: state === 'signed' ? deed.versionN : 1 });
    const no = (await contract())?.no ?? '-';
    expect((await verifyLedger(raw)).filter(({ subject }) => subject.includes(no))).toEqual([]);
  });

  test('of other things than price, mode or object asks for no publicity', async () => {
    const { contractId, talk, prepare, stateOf } = await scene();
    const { versionN, asksPublicity } = await prepare({ confidentialityYears: 9 });
    expect(asksPublicity).toBe(false);
    const deed = { contractId, versionN };
    expect(await codeOf(offerAmendment(await talk.as('unit', 'officer'), deed))).toBe('state_changed');
    await proposeAmendment(await talk.as('unit', 'approver'), deed);
    await signAmendment(await talk.as('company', 'approver'), deed);
    expect(await stateOf(versionN)).toMatchObject({ state: 'signed' });
  });

  test('conditions of the price, and where the licence counts, are published too; a later day than the signing is refused', async () => {
    const { contractId, clock, officer, company, prepare } = await scene();
    for (const given of [
      { territory: '全国' },
      { fieldOfUse: '全部领域' },
      { milestones: [{ ...stone, payWithinDays: 365 }] },
      { milestones: [{ ...stone, criteria: '双方另行认可' }] },
    ]) {
      const { versionN, asksPublicity } = await prepare(given);
      expect(asksPublicity).toBe(true);
      await withdrawAmendment(officer, { contractId, versionN });
    }
    const later = prepareAmendment(company, {
      contractId,
      baseVersionN: 1,
      terms: soundTerms({ territory: '全国' }),
      effectiveOn: addDays(dayOf(clock.now()), 30),
      reason: '企业要到外省设厂',
    });
    await expect(later).rejects.toMatchObject({ code: 'terms_invalid', field: 'change.effectiveOn' });
  });

  test('a duty that goes or comes in between is asked as it is now: signing opens without a notice, or the page says that nobody can sign', async () => {
    const { contractId, talk, officer, company, prepare, publicise, stateOf } = await scene();
    const orgId = talk.deal.licensorOrgId;
    const state = (isStateEstablished: boolean) =>
      db.update(organisations).set({ isStateEstablished }).where(eq(organisations.id, orgId));
    const shown = async (versionN: number) =>
      (await changesPage(officer, contractId)).amendments.find((row) => row.versionN === versionN)!;
    const { versionN } = await prepare();
    const deed = { contractId, versionN };
    await offerAmendment(officer, deed);
    await agreeAmendment(company, deed);
    expect(await codeOf(skipAmendmentPublicity(officer, deed))).toBe('state_changed');
    await state(false);
    expect(await codeOf(publicise(versionN))).toBe('state_changed');
    expect(await stateOf(versionN)).toMatchObject({ state: 'agreed' });
    await skipAmendmentPublicity(officer, deed);
    expect(await stateOf(versionN)).toMatchObject({ state: 'sent' });
    expect(await shown(versionN)).toMatchObject({ obstacle: null });
    await state(true);
    const approver = await talk.as('unit', 'approver');
    expect(await codeOf(proposeAmendment(approver, deed))).toBe('publicity_running');
    expect(await shown(versionN)).toMatchObject({ obstacle: neverPublished, mayPropose: false, mayWithdraw: true });
    await withdrawAmendment(officer, deed);
    await state(false);
    const second = { contractId, versionN: (await prepare()).versionN };
    await state(true);
    expect(await shown(second.versionN)).toMatchObject({ obstacle: dutyCameLater, mayOffer: false, mayPut: false });
    expect(await codeOf(offerAmendment(officer, second))).toBe('invalid');
  });

  test('taken back, refused, or over with the contract, its publicity is void; another one stands its own whole time', async () => {
    const { contractId, talk, clock, ctx, officer, company, prepare, published, noticeState, stateOf } = await scene();
    const first = await published();
    expect(await codeOf(prepare())).toBe('duplicate');
    await withdrawAmendment(officer, first.deed);
    expect(await noticeState(first.notice.id)).toBe('cancelled');
    clock.moveDays(10);
    const second = await published();
    clock.moveDays(8);
    await sweepDeadlines(ctx);
    expect(await stateOf(second.deed.versionN)).toMatchObject({ state: 'publicity' });
    await refuseAmendment(company, second.deed);
    expect(await noticeState(second.notice.id)).toBe('cancelled');
    const third = await published();
    const agreed = { contractId, versionN: 1, ground: 'agreed', reason: '市场变化，双方同意不再继续' } as const;
    await askOtherSide(await talk.as('unit', 'approver'), 'end_by_agreement', agreed);
    const { declarations, ending } = await changesPage(company, contractId);
    const { openFen } = ending!;
    const yes = { contractId, declarationId: declarations[0]!.id, answer: 'accepted', openFen } as const;
    await answerDeclaration(await talk.as('company', 'approver'), yes);
    expect(await noticeState(third.notice.id)).toBe('cancelled');
    clock.moveDays(20);
    await sweepDeadlines(ctx);
    expect(await stateOf(third.deed.versionN)).toMatchObject({ state: 'withdrawn' });
  });

  test('an objection holds it up; upheld, the change is over and the contract goes on as it is signed', async () => {
    const { talk, clock, ctx, published, stateOf, noticeState, contract } = await scene();
    const { deed, notice } = await published();
    const inventor = await talk.as('unit', 'inventor');
    const grounds = '变更后的价款明显低于同类成果，请说明依据。';
    const { id: objectionId } = await fileObjection(inventor, { ...objector, publicityId: notice.id, grounds });
    clock.moveDays(20);
    await sweepDeadlines(ctx);
    expect(await stateOf(deed.versionN)).toMatchObject({ state: 'publicity' });
    expect(await codeOf(proposeAmendment(await talk.as('unit', 'approver'), deed))).toBe('state_changed');
    const decision = '异议成立：价款依据不足，变更作废。';
    await decideObjection(await talk.as('unit', 'approver'), { objectionId, outcome: 'uphold', decision });
    expect(await stateOf(deed.versionN)).toMatchObject({ state: 'annulled' });
    expect(await noticeState(notice.id)).toBe('cancelled');
    expect(await contract()).toMatchObject({ versionN: 1, signedVersionN: 1, state: 'performing' });
  });

  test('the sweep that ends the publicity and the side that takes the change back in the same moment leave one outcome', async () => {
    const { clock, ctx, officer, published, stateOf, noticeState } = await scene();
    const { deed, notice } = await published();
    clock.moveDays(17);
    await Promise.allSettled([sweepDeadlines(ctx), withdrawAmendment(officer, deed)]);
    const [change, state] = [await stateOf(deed.versionN), await noticeState(notice.id)];
    expect([change?.state, state]).toSatisfy(
      ([a, b]: readonly unknown[]) => a === 'withdrawn' && (b === 'cancelled' || b === 'ended'),
    );
  });
});
