import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { type ArrangeInput, arrangePage, dropPage } from './arrange-page.server.ts';
import { countersignPage } from './countersign-page.server.ts';

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
  const arrange = async (side: 'unit' | 'company', given: Partial<ArrangeInput> = {}) =>
    arrangePage(await talk.as(side, 'approver'), { ...deed, first: 'any', signers: [], countersigners: [], ...given });
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
