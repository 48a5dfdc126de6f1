import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { memberships, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { signAmendment } from '../contracts/answer-amendment.server.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { prepareAmendment } from '../contracts/prepare-amendment.server.ts';
import { proposeAmendment } from '../contracts/propose-amendment.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { putAmendment } from '../contracts/put-amendment.server.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { type ArrangeInput, arrangePage } from './arrange-page.server.ts';
import { countersignPage } from './countersign-page.server.ts';
import { dropPage } from './drop-page.server.ts';
import { pageSigningPage } from './page-signing-queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** A contract that both may sign now. */
async function signable() {
  const ctx = makeContext(db, { now: testClock().now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const { id: contractId } = await proposeContract(await talk.as('unit', 'officer'), {
    dealId: talk.deal.id,
    terms: soundTerms(),
  });
  const deed = { contractId, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  const sign = async (side: 'unit' | 'company', role: 'approver' | 'owner' = 'approver') =>
    signContract(await talk.as(side, role), deed);
  const arrange = async (
    side: 'unit' | 'company',
    given: Partial<ArrangeInput> = {},
    role: 'approver' | 'owner' = 'approver',
  ) => arrangePage(await talk.as(side, role), { ...deed, first: 'any', signers: [], countersigners: [], ...given });
  const kinds = async () =>
    (await evidenceReport(await talk.as('company', 'officer'), contractId)).entries.map(({ kind, body }) => [
      kind,
      body.side ?? null,
    ]);
  return { talk, deed, sign, arrange, kinds };
}

test('without an arrangement each side’s word that it signs on the page stands before its signature', async () => {
  const { sign, kinds } = await signable();
  await sign('company');
  expect((await sign('unit')).state).toBe('performing');
  expect(await kinds()).toEqual([
    ['frozen', null],
    ['page_agreed', 'licensee'],
    ['signed', 'licensee'],
    ['page_agreed', 'licensor'],
    ['signed', 'licensor'],
    ['concluded', null],
  ]);
});

test('arranged ahead: both agree before either signs, in the agreed order, by named people, after who countersigns', async () => {
  const { talk, deed, sign, arrange, kinds } = await signable();
  const refused = (says: string) => ({ code: 'invalid', params: { says: expect.stringContaining(says) } });
  await arrange('unit', {
    first: 'other',
    signers: [talk.unitPeople.owner.id],
    countersigners: [talk.unitPeople.inventor.id],
  });
  await expect(sign('unit', 'owner')).rejects.toMatchObject(refused('同意以后才能签'));
  await expect(sign('company')).rejects.toMatchObject(refused('请先同意'));
  const inventor = await talk.as('unit', 'inventor');
  await expect(countersignPage(inventor, deed)).rejects.toMatchObject({ code: 'forbidden' });
  await arrange('company', { first: 'own' });
  await countersignPage(inventor, deed);
  await expect(sign('unit', 'owner')).rejects.toMatchObject(refused('先签，等'));
  await sign('company');
  await expect(sign('unit')).rejects.toMatchObject(refused('本单位指定由'));
  expect((await sign('unit', 'owner')).state).toBe('performing');
  expect(await kinds()).toEqual([
    ['frozen', null],
    ['page_agreed', 'licensor'],
    ['page_agreed', 'licensee'],
    ['page_countersigned', 'licensor'],
    ['signed', 'licensee'],
    ['signed', 'licensor'],
    ['concluded', null],
  ]);
});

test('who is named has a row on his desk and a notice when it is his turn; until then nobody is sent to sign', async () => {
  const { talk, deed, sign, arrange } = await signable();
  const { owner, inventor } = talk.unitPeople;
  const rows = async (side: 'unit' | 'company', role: Parameters<typeof talk.as>[1]) =>
    (await listTodos(await talk.as(side, role)))
      .filter(({ href }) => href.includes(deed.contractId))
      .map(({ kind, isMine, href }) => [kind, isMine, href.endsWith('/page-signing?version=1')]);
  const told = async (userId: string) =>
    (await db.select().from(notices).where(eq(notices.userId, userId)))
      .filter(({ href }) => href.includes(deed.contractId))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('signing.turn'));
  const head = async (side: 'unit' | 'company', role: Parameters<typeof talk.as>[1]) => {
    const [step] = (await contractPage(await talk.as(side, role), deed.contractId)).steps;
    return [step?.title, step?.isAsked];
  };
  await arrange('unit', { first: 'own', signers: [owner.id], countersigners: [inventor.id] });
  expect(await rows('unit', 'owner')).toEqual([]);
  expect(await rows('company', 'approver')).toEqual([['signing.agree', true, true]]);
  expect(await head('company', 'approver')).toEqual(['请同意页面签署的安排', true]);
  expect((await head('unit', 'owner'))[0]).toMatch(/^等.*同意页面签署的安排$/);
  expect(await told(inventor.id)).toEqual([]);
  await arrange('company', { first: 'other' });
  expect(await told(inventor.id)).toEqual(['signing.turn_countersign']);
  expect(await rows('unit', 'inventor')).toEqual([['signing.countersign', true, true]]);
  expect(await rows('unit', 'owner')).toEqual([['signing.countersign', false, true]]);
  expect(await head('unit', 'inventor')).toEqual(['请会签这一版', true]);
  expect(await told(owner.id)).toEqual([]);
  await countersignPage(await talk.as('unit', 'inventor'), deed);
  expect(await told(owner.id)).toEqual(['signing.turn_sign']);
  expect(await rows('unit', 'owner')).toEqual([['contract.sign', true, false]]);
  expect(await rows('unit', 'approver')).toEqual([['contract.sign', false, false]]);
  expect(await rows('company', 'approver')).toEqual([]);
  await sign('unit', 'owner');
  expect(await rows('company', 'approver')).toEqual([['contract.sign', true, false]]);
});

test('another order asks for the other side’s word anew; taken back, both sign without an arrangement', async () => {
  const { talk, deed, sign, arrange } = await signable();
  await arrange('unit', { first: 'own' });
  await arrange('company', { first: 'own' });
  await expect(sign('company')).rejects.toMatchObject({ code: 'invalid' });
  await arrange('unit', { first: 'other' });
  await dropPage(await talk.as('company', 'approver'), deed);
  await expect(dropPage(await talk.as('company', 'approver'), deed)).rejects.toMatchObject({ code: 'state_changed' });
  await sign('unit');
  expect((await sign('company')).state).toBe('performing');
});

test('named people are taken away neither by any approver nor by the other side; gone, the administrator names others, also after a signature', async () => {
  const { talk, deed, sign, arrange, kinds } = await signable();
  const refused = (says: string) => ({ code: 'invalid', params: { says: expect.stringContaining(says) } });
  const named = { signers: [talk.unitPeople.owner.id], countersigners: [talk.unitPeople.inventor.id] };
  await arrange('unit', named);
  await expect(arrange('unit')).rejects.toMatchObject(refused('本单位已指定'));
  await expect(dropPage(await talk.as('unit', 'approver'), deed)).rejects.toMatchObject(refused('本单位已指定'));
  // The other side drops it all: the unit's people stay, and are told apart from its word.
  await arrange('company');
  await dropPage(await talk.as('company', 'approver'), deed);
  await expect(sign('unit')).rejects.toMatchObject(refused('本单位指定由'));
  await sign('company');
  await db.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.userId, talk.unitPeople.inventor.id));
  await expect(sign('unit', 'owner')).rejects.toMatchObject(refused('已不在本单位'));
  await expect(arrange('unit', { first: 'own' }, 'owner')).rejects.toMatchObject(refused('顺序不能再改'));
  await arrange('unit', { signers: named.signers }, 'owner');
  expect((await sign('unit', 'owner')).state).toBe('performing');
  expect((await kinds()).map(([kind]) => kind)).toEqual([
    'frozen',
    'page_agreed',
    'page_agreed',
    'page_dropped',
    'page_agreed',
    'signed',
    'page_agreed',
    'signed',
    'concluded',
  ]);
  const { entries } = await evidenceReport(await talk.as('company', 'officer'), deed.contractId);
  expect(entries.at(-3)?.body.dropped).toMatch(/（会签）$/);
});

test('a change is arranged once it lies before both, and who proposes it signs first', async () => {
  const { talk, deed, sign } = await signable();
  for (const side of ['unit', 'company'] as const) await sign(side);
  const { contractId } = deed;
  const change = await prepareAmendment(await talk.as('company', 'officer'), {
    contractId,
    baseVersionN: 1,
    terms: soundTerms({ territory: '宁夏回族自治区' }),
    effectiveOn: dayOf(testClock().now()),
    reason: '在宁夏设厂。',
  });
  const own = { contractId, versionN: change.versionN };
  const arrange = async (side: 'unit' | 'company', first: ArrangeInput['first']) =>
    codeOf(arrangePage(await talk.as(side, 'approver'), { ...own, first, signers: [], countersigners: [] }));
  expect(await arrange('company', 'own')).toBe('state_changed');
  expect(await arrange('unit', 'own')).toBe('not_found');
  await putAmendment(await talk.as('company', 'approver'), own);
  expect(await arrange('unit', 'own')).toBe('invalid');
  expect(await arrange('unit', 'other')).toBe('done');
  const propose = async () => codeOf(proposeAmendment(await talk.as('company', 'approver'), own));
  expect(await propose()).toBe('invalid');
  const seen = await pageSigningPage(await talk.as('company', 'approver'), contractId, own.versionN);
  expect([seen.mayArrange, seen.mayDrop, seen.proposer]).toEqual([true, false, 'licensee']);
  const asked = async (side: 'unit' | 'company') =>
    (await listTodos(await talk.as(side, 'approver')))
      .filter(({ kind }) => kind.startsWith('amendment.') || kind.startsWith('signing.'))
      .map(({ kind, dueAt }) => [kind, dueAt !== null]);
  expect(await asked('company')).toEqual([['signing.agree', true]]);
  expect(await arrange('company', 'own')).toBe('done');
  // Who wrote it signs first: nothing is asked of the other side until then.
  expect(await asked('unit')).toEqual([]);
  expect(await propose()).toBe('done');
  expect(await asked('unit')).toEqual([['amendment.sign_named', true]]);
  expect(await codeOf(signAmendment(await talk.as('unit', 'approver'), own))).toBe('done');
});

test('strangers and people who may not bind the organisation are not named to sign; a stranger finds nothing', async () => {
  const { talk, deed, arrange } = await signable();
  const stranger = await makeTalkingDeal(makeContext(db));
  for (const id of [talk.unitPeople.inventor.id, talk.companyPeople.owner.id])
    await expect(arrange('unit', { signers: [id] })).rejects.toMatchObject({ code: 'invalid', field: 'signers' });
  await expect(
    arrangePage(await stranger.as('unit', 'approver'), { ...deed, first: 'any', signers: [], countersigners: [] }),
  ).rejects.toMatchObject({ code: 'not_found' });
  await expect(countersignPage(await stranger.as('unit', 'inventor'), deed)).rejects.toMatchObject({
    code: 'not_found',
  });
});
