import { describe, expect, test } from 'vitest';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { counterContract } from '../contracts/counter-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { withdrawContract } from '../contracts/withdraw-contract.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { uploadScan } from '../signing/upload-scan.server.ts';
import { askEsign } from './ask-esign.server.ts';
import { cancelEsign } from './cancel-esign.server.ts';
import { joinEsign } from './join-esign.server.ts';
import { findLiveFlow } from './own-esign.server.ts';
import { disabledEsign } from './provider.server.ts';
import { proposeEsign } from './propose-esign.server.ts';

const here = esignTests();

const { signable } = here;

describe('taking it back', () => {
  test('before the provider knows, it is over at once', async () => {
    const { talk, propose, join } = await signable();
    const { id } = await propose();
    const flow = await cancelEsign(await talk.as('company', 'officer'), { flowId: id, reason: '我方想盖章' });
    expect(flow.state).toBe('cancelled');
    await expect(join(id)).rejects.toMatchObject({ code: 'state_changed' });
  });

  test('afterwards the provider is told, and its word counts', async () => {
    const { talk, opened, work, flowOf, taskOf } = await signable();
    const id = await opened();
    await cancelEsign(await talk.as('unit', 'officer'), { flowId: id, reason: '改用纸质' });
    await work();
    expect(await flowOf(id)).toMatchObject({ state: 'cancelled', cancelReason: '改用纸质' });
    expect((await taskOf(id)).status).toBe('task_terminated');
  });

  test('where both had signed before it came through, the contract is signed', async () => {
    const { talk, opened, sign, work, flowOf, contract } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    await cancelEsign(await talk.as('unit', 'officer'), { flowId: id, reason: '改用纸质' });
    await work();
    expect((await flowOf(id)).state).toBe('signed');
    expect((await contract()).state).toBe('performing');
  });

  test('a new version and a contract given up call it back; one signed all the same does not bind the new text', async () => {
    const revised = await signable();
    const id = await revised.opened();
    const company = await revised.talk.as('company', 'approver');
    const toSign = async () => (await listTodos(company)).filter(({ kind }) => kind === 'contract.sign').length;
    expect(await toSign()).toBe(0);
    const changed = soundTerms();
    const [first, ...rest] = changed.milestones;
    await counterContract(await revised.talk.as('unit', 'officer'), {
      contractId: revised.contractId,
      versionN: 1,
      terms: { ...changed, milestones: [{ ...first!, payWithinDays: first!.payWithinDays + 5 }, ...rest] },
    });
    // The new version may be signed while the flow of the old one has yet to end.
    await agreeContract(await revised.talk.as('company', 'officer'), { contractId: revised.contractId, versionN: 2 });
    expect((await revised.flowOf(id)).state).toBe('cancelling');
    expect(await toSign()).toBe(1);
    await revised.sign(id, 'licensor');
    await revised.sign(id, 'licensee');
    await revised.work();
    expect(await revised.flowOf(id)).toMatchObject({ state: 'aside', endNote: 'version' });
    expect((await revised.contract()).state).toBe('signing');

    const given = await signable();
    const other = await given.opened();
    await withdrawContract(await given.talk.as('unit', 'officer'), { contractId: given.contractId, versionN: 1 });
    await given.work();
    expect((await given.flowOf(other)).state).toBe('cancelled');
  });

  test('called off while it is handed in: what the provider opened is called off too', async () => {
    const { clock, talk, opened, flowOf, work } = await signable();
    here.standIn.controls.cutNext('/sign-task/create');
    const id = await opened();
    await cancelEsign(await talk.as('unit', 'officer'), { flowId: id, reason: '改用纸质' });
    clock.moveDays(1);
    await work();
    expect((await flowOf(id)).state).toBe('cancelled');
    const [task] = here.standIn.controls.tasks.store.state.tasks.filter(({ reference }) => reference === id);
    expect(task?.status).toBe('task_terminated');
  });
});

describe('who may', () => {
  test('only who binds the organisation names a signer, with a fresh second factor; strangers find nothing', async () => {
    const { talk, propose, join, contractId } = await signable();
    const input = { contractId, versionN: 1, signerName: '王', mobile: '13800000001', first: 'own' } as const;
    const rest = { authority: 'legal_representative', letterId: null } as const;
    await expect(proposeEsign(await talk.as('unit', 'officer'), { ...input, ...rest })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const unproved = await talk.as('unit', 'approver');
    const stale = { ...unproved, actor: { ...unproved.actor, provedAt: null } };
    await expect(proposeEsign(stale, { ...input, ...rest })).rejects.toMatchObject({ code: 'proof_required' });
    const { id } = await propose();
    // The side that proposed does not agree to its own proposal.
    await expect(
      joinEsign(await talk.as('unit', 'owner'), {
        ...rest,
        flowId: id,
        versionN: 1,
        signerName: '王',
        mobile: '13800000001',
      }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await signable();
    await expect(
      joinEsign(await stranger.talk.as('company', 'approver'), {
        ...rest,
        flowId: id,
        versionN: 1,
        signerName: '王',
        mobile: '13800000001',
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      cancelEsign(await stranger.talk.as('unit', 'officer'), { flowId: id, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(askEsign(await stranger.talk.as('unit', 'officer'), { flowId: id })).rejects.toMatchObject({
      code: 'not_found',
    });
    const twice = await Promise.allSettled([join(id), join(id)]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('one way at a time: no page, no paper beside it, and none of it beside them', async () => {
    const { ctx, talk, contractId, propose } = await signable();
    const { id } = await propose();
    const approver = await talk.as('company', 'approver');
    await expect(signContract(approver, { contractId, versionN: 1 })).rejects.toMatchObject({ code: 'invalid' });
    const papers = [await receivedPdf(ctx, '扫描件.pdf')];
    const officer = await talk.as('unit', 'officer');
    await expect(uploadScan(officer, { contractId, versionN: 1, papers })).rejects.toMatchObject({ code: 'invalid' });
    await expect(propose()).rejects.toMatchObject({ code: 'state_changed' });
    await cancelEsign(officer, { flowId: id, reason: '在页面上签' });
    await signContract(approver, { contractId, versionN: 1 });
    await expect(propose()).rejects.toMatchObject({ code: 'invalid' });
    expect(await findLiveFlow(ctx, contractId)).toBeNull();
  });

  test('two proposals at once: one stands', async () => {
    const { propose } = await signable();
    const both = await Promise.allSettled([propose(), propose()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('without a provider the way is not offered', async () => {
    const { talk, contractId } = await signable();
    const ctx = { ...(await talk.as('unit', 'approver')), esign: disabledEsign };
    const input = { contractId, versionN: 1, signerName: '王', mobile: '13800000001', first: 'own' } as const;
    await expect(
      proposeEsign(ctx, { ...input, authority: 'legal_representative', letterId: null }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});
