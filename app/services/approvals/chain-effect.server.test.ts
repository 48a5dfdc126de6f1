import { beforeAll, expect, test } from 'vitest';
import type { ApprovalStep } from '#app/domain/approval.ts';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makePerformingContract } from '#seeds/make-performing-contract.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { chainEffect, type ChainEffect } from './chain-effect.server.ts';
import { isApproved } from './require-approved.server.ts';
import { setApprovalChain } from './set-approval-chain.server.ts';
import { startApproval } from './start-approval.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const steps: ApprovalStep[] = [{ name: '分管领导', way: 'page', role: 'approver' }];
const all = { contractKind: 'all' as const, fromFen: 0n, steps };
const idsOf = ({ caught, begun, signed, inForce }: ChainEffect) => ({
  caught: caught.map(({ id }) => id),
  begun: begun.map(({ id }) => id),
  signed: signed.map(({ id }) => id),
  inForce,
});
const nothing = { caught: [], begun: [], signed: [], inForce: 0 };

/** Proposed by the unit, not agreed yet. */
async function proposed() {
  const ctx = makeContext(db, { now: testClock('2026-11-02T02:00:00Z').now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const { id, versionN } = await proposeContract(await talk.as('unit', 'officer'), {
    dealId: talk.deal.id,
    terms: soundTerms(),
  });
  return { talk, id, versionN, owner: await talk.as('unit', 'owner') };
}

test('what lies before both or waits for signatures falls under it, as signing then asks; nothing is saved by looking', async () => {
  const { talk, id, versionN, owner } = await proposed();
  expect(idsOf(await chainEffect(owner, all))).toEqual({ ...nothing, caught: [id] });
  await agreeContract(await talk.as('company', 'officer'), { contractId: id, versionN });
  expect(idsOf(await chainEffect(owner, all))).toEqual({ ...nothing, caught: [id] });
  expect(await isApproved(owner, { id, versionN }, talk.unit.id)).toBe(true);
  await setApprovalChain(owner, all);
  expect(await isApproved(owner, { id, versionN }, talk.unit.id)).toBe(false);
  expect(await codeOf(chainEffect(await talk.as('unit', 'officer'), all))).toBe('forbidden');
});

test('a chain for another kind, or from a sum that it does not reach, touches nothing', async () => {
  const { owner } = await proposed();
  expect(idsOf(await chainEffect(owner, { ...all, contractKind: 'service' }))).toEqual(nothing);
  // The sound terms come to 2,000,000.00 at most.
  expect((await chainEffect(owner, { ...all, fromFen: 200_000_001n })).caught).toEqual([]);
  expect((await chainEffect(owner, { ...all, fromFen: 200_000_000n })).caught).toHaveLength(1);
});

test('what was signed by the own side, begun, or is in force stays as it is', async () => {
  const { talk, id, versionN, owner } = await proposed();
  await agreeContract(await talk.as('company', 'officer'), { contractId: id, versionN });
  await setApprovalChain(owner, { ...all, fromFen: 1n });
  await startApproval(await talk.as('unit', 'officer'), {
    contractId: id,
    versionN,
    valuation: 'none',
    valuationNote: '参照近三年同类许可协商',
    relation: 'none',
    relationNote: '',
    note: '',
  });
  // It is replaced by one for the same: the run goes on by its own steps.
  expect(idsOf(await chainEffect(owner, { ...all, fromFen: 1n }))).toEqual({ ...nothing, begun: [id] });

  const other = await proposed();
  const deed = { contractId: other.id, versionN: other.versionN };
  await agreeContract(await other.talk.as('company', 'officer'), deed);
  await signContract(await other.talk.as('unit', 'approver'), deed);
  expect(idsOf(await chainEffect(other.owner, all))).toEqual({ ...nothing, signed: [other.id] });
  expect(idsOf(await chainEffect(await other.talk.as('company', 'owner'), all))).toEqual({
    ...nothing,
    caught: [other.id],
  });

  const running = await makePerformingContract(db);
  expect(idsOf(await chainEffect(await running.talk.as('unit', 'owner'), all))).toEqual({ ...nothing, inForce: 1 });
});
