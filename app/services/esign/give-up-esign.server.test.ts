import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { AppError } from '#app/domain/errors.ts';
import { silentDays } from '#app/domain/esign.ts';
import { notices, signatures } from '#db/schema/index.ts';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { codeOf } from '#seeds/code-of.ts';
import { proposeAmendment } from '../contracts/propose-amendment.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { cancelEsign } from './cancel-esign.server.ts';
import { followEsign } from './follow-esign.server.ts';
import { giveUpEsign } from './give-up-esign.server.ts';
import { hearEsign } from './hear-esign.server.ts';
import { esignPage } from './queries.server.ts';
import { sweepEsign } from './sweep-esign.server.ts';

const here = esignTests();

/** A version that was on its way through a provider which answers no more, since the side asked to call it off. */
async function silenced<World extends Awaited<ReturnType<typeof here.signable>>>(world: World) {
  const { talk, opened, ctx, clock } = world;
  const flowId = await opened();
  const gone = () => Promise.reject(new AppError('unavailable', { reason: 'no_answer' }));
  const away = { ...here.standIn.provider, readFlow: gone, cancelFlow: gone, findFlow: gone };
  await cancelEsign(await talk.as('unit', 'officer'), { flowId, reason: '服务商停业' });
  ctx.queued.length = 0;
  await followEsign({ ...ctx, esign: away }, { flowId });
  const giveUp = async (side: 'unit' | 'company') => giveUpEsign(await talk.as(side, 'approver'), { flowId });
  const wait = () => clock.moveDays(silentDays);
  return { ...world, flowId, giveUp, wait };
}

const toldTo = async (userId: string, kind: string) =>
  here.db.$count(notices, and(eq(notices.userId, userId), eq(notices.kind, kind)));

describe('a flow that a provider was to call off and says nothing about', () => {
  test('is ended by both sides after its days, and the contract signed another way; what is signed there later is kept and told, once', async () => {
    const world = await silenced(await here.signable());
    const { ctx, clock, talk, contractId, flowId, giveUp, wait, flowOf, contract, signBoth, work, kinds } = world;
    expect(await codeOf(giveUp('unit'))).toBe('invalid');
    wait();
    const company = await talk.as('company', 'approver');
    expect((await esignPage(company, contractId)).mayGiveUp).toBe(true);
    await giveUp('unit');
    expect((await flowOf(flowId)).state).toBe('cancelling');
    expect(await codeOf(giveUp('unit'))).toBe('state_changed');
    expect(await codeOf(signContract(company, { contractId, versionN: 1 }))).toBe('invalid');
    await giveUp('company');
    expect(await flowOf(flowId)).toMatchObject({ state: 'abandoned', cancelReason: '服务商停业' });
    await signContract(company, { contractId, versionN: 1 });
    await signContract(await talk.as('unit', 'approver'), { contractId, versionN: 1 });
    expect((await contract()).state).toBe('performing');

    await signBoth(flowId);
    const message = { event: 'sign-task-finished', flowId: (await flowOf(flowId)).providerFlowId, reference: flowId };
    for (let n = 0; n < 2; n += 1) await hearEsign(ctx, message);
    await work();
    clock.moveDays(1);
    await sweepEsign(ctx, 1000);
    const flow = await flowOf(flowId);
    expect(flow).toMatchObject({ state: 'abandoned', signedFileId: null, silentSince: null });
    expect((await getFile(company, flow.lateFileId ?? '')).sniffedType).toBe('application/pdf');
    expect((await kinds()).filter((kind) => kind.startsWith('esign_'))).toEqual([
      'esign_agreed',
      'esign_agreed',
      'esign_opened',
      'esign_given_up',
      'esign_given_up',
      'esign_ended',
      'esign_late',
    ]);
    expect(await here.db.$count(signatures, eq(signatures.contractId, contractId))).toBe(2);
    expect(
      await here.db.$count(signatures, and(eq(signatures.contractId, contractId), eq(signatures.way, 'provider'))),
    ).toBe(0);
    for (const side of ['unit', 'company'] as const) {
      const { userId } = (await talk.as(side, 'owner')).actor;
      expect([await toldTo(userId, 'esign.giveUp'), await toldTo(userId, 'esign.late')]).toEqual([1, 1]);
    }
    expect((await esignPage(company, contractId)).flow?.papers.map(({ kind }) => kind)).toEqual(['late', 'original']);
  });

  test('an answer begins the silence anew and voids what was declared; still open there after its end, it is called off', async () => {
    const { ctx, flowId, giveUp, wait, flowOf, taskOf, work, clock } = await silenced(await here.signable());
    wait();
    await giveUp('unit');
    const cancelFlow = () => Promise.reject(new AppError('invalid', { reason: '211999' }));
    await followEsign({ ...ctx, esign: { ...here.standIn.provider, cancelFlow } }, { flowId });
    expect((await flowOf(flowId)).state).toBe('cancelling');
    expect(await codeOf(giveUp('company'))).toBe('invalid');
    wait();
    await giveUp('company');
    expect((await flowOf(flowId)).state).toBe('cancelling');
    await giveUp('unit');
    expect((await flowOf(flowId)).state).toBe('abandoned');
    await work();
    for (let n = 0; n < 2; n += 1) {
      clock.moveDays(1);
      await sweepEsign(ctx, 1000);
    }
    expect((await taskOf(flowId)).status).toBe('task_terminated');
    expect(await flowOf(flowId)).toMatchObject({ state: 'abandoned', silentSince: null, lateFileId: null });
  });

  test('declared in the moment of the conclusion: one of both wins, and the loser says so', async () => {
    for (let n = 0; n < 4; n += 1) {
      const world = await silenced(await here.signable());
      const { ctx, flowId, contractId, giveUp, wait, flowOf, contract, signBoth } = world;
      wait();
      await giveUp('unit');
      await signBoth(flowId);
      const [declared] = await Promise.all([codeOf(giveUp('company')), followEsign(ctx, { flowId })]);
      const { state } = await flowOf(flowId);
      const isSigned = state === 'signed';
      expect(isSigned || state === 'abandoned').toBe(true);
      expect(declared).toBe(isSigned ? 'state_changed' : 'done');
      expect((await contract()).state).toBe(isSigned ? 'performing' : 'signing');
      expect(await here.db.$count(signatures, eq(signatures.contractId, contractId))).toBe(isSigned ? 2 : 0);
      await followEsign(ctx, { flowId });
      expect((await flowOf(flowId)).lateFileId === null).toBe(isSigned);
    }
  });

  test('of a change too: it stays before the other side, to be signed on the page', async () => {
    const world = await silenced(await here.changed());
    const { talk, contractId, versionN, flowId, giveUp, wait, flowOf } = world;
    wait();
    await Promise.all([giveUp('unit'), giveUp('company')]);
    expect((await flowOf(flowId)).state).toBe('abandoned');
    const proposed = await proposeAmendment(await talk.as('unit', 'approver'), { contractId, versionN });
    expect(proposed.state).toBe('proposed');
  });

  test('is declared by who binds the organisation, with a fresh second factor, of his own contract', async () => {
    const { talk, flowId, wait, propose } = await silenced(await here.signable());
    wait();
    expect(await codeOf(giveUpEsign(await talk.as('unit', 'officer'), { flowId }))).toBe('forbidden');
    const approver = await talk.as('unit', 'approver');
    const stale = { ...approver, actor: { ...approver.actor, provedAt: null } };
    expect(await codeOf(giveUpEsign(stale, { flowId }))).toBe('proof_required');
    const stranger = await here.signable();
    expect(await codeOf(giveUpEsign(await stranger.talk.as('unit', 'approver'), { flowId }))).toBe('not_found');
    expect(await codeOf(propose())).toBe('state_changed');
    const { id } = await stranger.propose();
    expect(await codeOf(giveUpEsign(await stranger.talk.as('unit', 'approver'), { flowId: id }))).toBe('state_changed');
  });
});
