import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { achievementPeople, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makePaper } from '#seeds/make-state-papers.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { recordEntitlement } from '../achievements/record-entitlement.server.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { signAmendment } from '../contracts/answer-amendment.server.ts';
import { prepareAmendment } from '../contracts/prepare-amendment.server.ts';
import { proposeAmendment } from '../contracts/propose-amendment.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { uploadScan } from '../signing/upload-scan.server.ts';
import { consentAsOwner } from './consent-as-owner.server.ts';
import { ownersPage } from './queries.server.ts';
import { recordOwnerPaper } from './record-owner-paper.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** 70 % held by two inventors, of whom one has an account; the contract lies open for signing. */
async function shared({ unitActsAlone = false, isLate = false } = {}) {
  const ctx = makeContext(db, { now: testClock().now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const { achievementId } = talk.deal;
  await db.insert(achievementPeople).values({
    achievementId,
    userId: talk.unitPeople.inventor.id,
    name: '鲁松砚',
    position: 90,
    sharePpm: 600_000,
  });
  const entitle = async (isAlone = unitActsAlone) =>
    recordEntitlement(await talk.as('unit', 'officer'), {
      achievementId,
      kind: 'ownership',
      sharePpm: 700_000,
      termYears: null,
      holders: [
        { name: '鲁松砚', sharePpm: 600_000 },
        { name: '党菽禾', sharePpm: 400_000 },
      ],
      agreedOn: '2020-03-01',
      noticeFrom: '2020-02-01',
      noticeTo: '2020-02-20',
      unitActsAlone: isAlone,
      note: '',
      agreement: isAlone ? await makePaper(ctx, '赋权协议') : null,
    });
  if (!isLate) await entitle();
  const { id: contractId } = await proposeContract(await talk.as('unit', 'officer'), {
    dealId: talk.deal.id,
    terms: soundTerms(),
  });
  const deed = { contractId, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  if (isLate) await entitle();
  const sign = async (side: 'unit' | 'company') => codeOf(signContract(await talk.as(side, 'approver'), deed));
  return { ctx, talk, deed, sign, entitle };
}

test('nobody signs, by any way, before each co-owner agreed to this version: one on his account, one on paper', async () => {
  const { ctx, talk, deed, sign } = await shared();
  const inventor = await talk.as('unit', 'inventor');
  const officer = await talk.as('unit', 'officer');
  expect(await sign('unit')).toBe('invalid');
  expect(await sign('company')).toBe('invalid');
  const scan = { ...deed, papers: [await receivedPdf(ctx, '扫描件.pdf')] };
  expect(await codeOf(uploadScan(officer, scan))).toBe('invalid');
  expect((await ownersPage(inventor, deed.contractId, null)).mayConsent).toBe(true);
  await consentAsOwner(inventor, deed);
  expect(await codeOf(consentAsOwner(inventor, deed))).toBe('state_changed');
  await expect(signContract(await talk.as('unit', 'approver'), deed)).rejects.toMatchObject({
    params: { says: '标的技术与完成人共有，还要共有权人党菽禾同意这一版。' },
  });
  const paper = await receivedPdf(ctx, '同意书.pdf');
  await recordOwnerPaper(officer, { ...deed, owner: '党菽禾', paper });
  expect([await sign('unit'), await sign('company')]).toEqual(['done', 'done']);
  const { entries } = await evidenceReport(officer, deed.contractId);
  expect(entries.filter(({ kind }) => kind === 'owner_consented').map(({ body }) => body)).toMatchObject([
    { owner: '鲁松砚', share: '42%', way: 'page' },
    { owner: '党菽禾', share: '28%', way: 'paper', fileSha256: paper.sha256 },
  ]);

  // A change of the other side lies hidden until it is put; then its owners agree to it, and nobody concludes it before.
  const { contractId } = deed;
  const { versionN } = await prepareAmendment(await talk.as('company', 'officer'), {
    contractId,
    baseVersionN: 1,
    terms: soundTerms({ territory: '宁夏回族自治区' }),
    effectiveOn: dayOf(ctx.now()),
    reason: '在宁夏设厂。',
  });
  const change = { contractId, versionN };
  const early = { ...change, owner: '党菽禾', paper: await receivedPdf(ctx, '早到的同意书.pdf') };
  expect(await codeOf(consentAsOwner(inventor, change))).toBe('not_found');
  expect(await codeOf(recordOwnerPaper(officer, early))).toBe('not_found');
  expect(await codeOf(proposeAmendment(await talk.as('company', 'approver'), change))).toBe('done');
  expect(await codeOf(signAmendment(await talk.as('unit', 'approver'), change))).toBe('invalid');
  const asked = and(eq(notices.userId, talk.unitPeople.inventor.id), eq(notices.kind, 'contract.ask_owner'));
  expect(await db.$count(notices, asked)).toBe(2);
  await consentAsOwner(inventor, change);
  await recordOwnerPaper(officer, { ...change, owner: '党菽禾', paper: await receivedPdf(ctx, '变更同意书.pdf') });
  expect(await codeOf(signAmendment(await talk.as('unit', 'approver'), change))).toBe('done');
});

test('an agreement that lets the unit act alone asks nobody', async () => {
  const { sign } = await shared({ unitActsAlone: true });
  expect([await sign('unit'), await sign('company')]).toEqual(['done', 'done']);
});

test('recorded anew that the unit acts alone, a version that says that each agrees is written anew', async () => {
  const { sign, entitle } = await shared();
  await entitle(true);
  expect(await sign('unit')).toBe('invalid');
});

test('a version from before the entitlement does not name the owners, and is not signed', async () => {
  const { talk, deed } = await shared({ isLate: true });
  await expect(signContract(await talk.as('unit', 'approver'), deed)).rejects.toMatchObject({
    params: { says: expect.stringContaining('请改条款另出一版') },
  });
});

test('only the owner himself agrees on his account, only the own officer puts in a paper', async () => {
  const { ctx, talk, deed } = await shared();
  const paper = { ...deed, owner: '党菽禾', paper: await receivedPdf(ctx, '同意书.pdf') };
  expect(await codeOf(consentAsOwner(await talk.as('unit', 'officer'), deed))).toBe('forbidden');
  expect(await codeOf(consentAsOwner(await talk.as('company', 'inventor'), deed))).toBe('not_found');
  for (const who of [await talk.as('unit', 'inventor'), await talk.as('company', 'officer')])
    expect(await codeOf(recordOwnerPaper(who, paper))).toBe('forbidden');
  const stranger = await makeTalkingDeal(ctx);
  expect(await codeOf(recordOwnerPaper(await stranger.as('unit', 'officer'), paper))).toBe('not_found');
});
