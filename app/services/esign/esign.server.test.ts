import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { canonicalJson } from '#app/domain/contract-json.ts';
import { AppError } from '#app/domain/errors.ts';
import { verifyEvidence } from '#app/domain/evidence-report.ts';
import { type TestEsign, testEsign } from '#app/server/esign-stand-in/testing.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, esignFlows, esignSigners, notices, signatures } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { counterContract } from '../contracts/counter-contract.server.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { withdrawContract } from '../contracts/withdraw-contract.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { addLetter } from '../signing/add-letter.server.ts';
import { revokeLetter } from '../signing/revoke-letter.server.ts';
import { uploadScan } from '../signing/upload-scan.server.ts';
import { askEsign } from './ask-esign.server.ts';
import { cancelEsign } from './cancel-esign.server.ts';
import { followEsign } from './follow-esign.server.ts';
import { hearEsign } from './hear-esign.server.ts';
import { joinEsign } from './join-esign.server.ts';
import type { SignerInput } from './name-signer.server.ts';
import { findLiveFlow } from './own-esign.server.ts';
import { esignPage } from './queries.server.ts';
import { disabledEsign } from './provider.server.ts';
import { proposeEsign, type ProposeInput } from './propose-esign.server.ts';
import { sweepEsign } from './sweep-esign.server.ts';
import { tendStray } from './tend-stray.server.ts';

// Each signed file is read by a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let db: Database;
let standIn: TestEsign;
beforeAll(async () => {
  ({ db } = await testDatabase());
  standIn = await testEsign();
});
afterAll(() => standIn.close());

const who = { unit: '王校长', company: '李总' } as const;

/** A contract that both may sign now, on 2026-11-21, and a provider that is set up. */
async function signable() {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now, esign: standIn.provider });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const proposal = { dealId: talk.deal.id, terms: soundTerms() };
  const { id: contractId } = await proposeContract(await talk.as('unit', 'officer'), proposal);
  await agreeContract(await talk.as('company', 'officer'), { contractId, versionN: 1 });
  const signer = (side: 'unit' | 'company'): SignerInput => ({
    versionN: 1,
    signerName: who[side],
    mobile: '13800000001',
    authority: 'legal_representative',
    letterId: null,
  });
  const propose = async (given: Partial<ProposeInput> = {}) =>
    proposeEsign(await talk.as('unit', 'approver'), { ...signer('unit'), contractId, first: 'own', ...given });
  const join = async (flowId: string, given: Partial<SignerInput> = {}) =>
    joinEsign(await talk.as('company', 'approver'), { ...signer('company'), flowId, ...given });
  const flowOf = async (id: string) => (await db.select().from(esignFlows).where(eq(esignFlows.id, id)))[0]!;
  const contract = async () => (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0]!;
  /** Works the jobs that verbs asked for, and those that these ask for. */
  const work = async () => {
    for (let job = ctx.queued.shift(); job; job = ctx.queued.shift()) {
      if (job.name === 'esign.follow') await followEsign(ctx, job.payload as { flowId: string });
      if (job.name === 'esign.stray') await tendStray(ctx, job.payload as { providerFlowId: string });
    }
  };
  const taskOf = async (id: string) => standIn.controls.tasks.find((await flowOf(id)).providerFlowId ?? '')!;
  const sign = async (id: string, side: 'licensor' | 'licensee', person?: string) => {
    const task = await taskOf(id);
    const actor = task.actors.find(({ actorId }) => actorId === side)!;
    await standIn.controls.tasks.sign(task, actor, person ?? (side === 'licensor' ? who.unit : who.company));
  };
  /** Both agreed, the provider has it. */
  const opened = async (given: { unit?: Partial<SignerInput>; company?: Partial<SignerInput> } = {}) => {
    const { id } = await propose(given.unit);
    await join(id, given.company);
    await work();
    return id;
  };
  const kinds = async () =>
    (await evidenceReport(await talk.as('company', 'officer'), contractId)).entries.map((e) => e.kind);
  return { ctx, clock, talk, contractId, propose, join, flowOf, contract, work, taskOf, sign, opened, kinds };
}

describe('a contract signed at a licensed provider', () => {
  test('is concluded once both have signed there, with the papers kept and the evidence whole', async () => {
    const { talk, contractId, contract, opened, flowOf, sign, ctx, work, kinds } = await signable();
    const id = await opened();
    expect(await flowOf(id)).toMatchObject({ state: 'open', askFaults: 0 });
    await sign(id, 'licensor');
    await followEsign(ctx, { flowId: id });
    expect((await contract()).state).toBe('signing');
    await sign(id, 'licensee');
    await followEsign(ctx, { flowId: id });
    await work();
    expect(await contract()).toMatchObject({ state: 'performing', signedVersionN: 1 });
    const flow = await flowOf(id);
    expect(flow.state).toBe('signed');
    const rows = await db.select().from(signatures).where(eq(signatures.contractId, contractId));
    expect(rows.map(({ side, way, authority }) => [side, way, authority]).toSorted()).toEqual([
      ['licensee', 'provider', 'legal_representative'],
      ['licensor', 'provider', 'legal_representative'],
    ]);
    expect(await kinds()).toEqual([
      'frozen',
      'esign_agreed',
      'esign_agreed',
      'esign_opened',
      'esign_signed',
      'esign_signed',
      'esign_kept',
      'concluded',
      'esign_kept',
    ]);
    const reader = await talk.as('company', 'officer');
    for (const file of [flow.originalFileId, flow.signedFileId, flow.reportFileId]) {
      expect((await getFile(reader, file ?? '')).sniffedType).toBe('application/pdf');
    }
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const report = await evidenceReport(reader, contractId);
    expect(verifyEvidence(report, { sha256, canonical: canonicalJson }).filter(({ isOk }) => !isOk)).toEqual([]);
    expect(report.entries.find(({ kind }) => kind === 'esign_kept')?.body).toMatchObject({ match: 'bytes' });
  });

  test('two looks at once conclude it once', async () => {
    const { ctx, contractId, opened, sign, contract } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    await Promise.all(Array.from({ length: 4 }, () => followEsign(ctx, { flowId: id })));
    expect((await contract()).state).toBe('performing');
    expect(await db.$count(signatures, eq(signatures.contractId, contractId))).toBe(2);
  });

  test('messages that come twice, late and in any order are one more look; one about another flow is nothing of ours', async () => {
    const { ctx, opened, sign, flowOf, work, contract } = await signable();
    const id = await opened();
    const message = { event: 'sign-task-finished', flowId: (await flowOf(id)).providerFlowId, reference: null };
    // Finished, says somebody; the provider does not.
    expect(await hearEsign(ctx, message)).toBe(true);
    await work();
    expect((await contract()).state).toBe('signing');
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    for (const event of ['sign-task-finished', 'sign-task-signed', 'sign-task-canceled', 'sign-task-finished']) {
      expect(await hearEsign(ctx, { ...message, event })).toBe(true);
    }
    await work();
    expect((await contract()).state).toBe('performing');
    expect(await hearEsign(ctx, { ...message, flowId: '1700000000009999999' })).toBe(false);
    expect(await hearEsign(ctx, { ...message, flowId: null })).toBe(false);
  });

  test('the order of signing is the one that was agreed', async () => {
    const { propose, taskOf, sign, join, work } = await signable();
    const { id } = await propose({ first: 'other' });
    await join(id);
    await work();
    // It is not his turn.
    await sign(id, 'licensor');
    const task = await taskOf(id);
    expect(task.actors.map(({ actorId, orderNo, status }) => [actorId, orderNo, status]).toSorted()).toEqual([
      ['licensee', 1, 'wait_sign'],
      ['licensor', 2, 'wait_sign'],
    ]);
  });

  test('an attorney needs a letter that covers the day of his signature; one revoked later covered it still', async () => {
    for (const [revokedBefore, state] of [
      [true, 'signing'],
      [false, 'performing'],
    ] as const) {
      const { ctx, talk, contractId, opened, sign, contract, flowOf } = await signable();
      const owner = await talk.as('unit', 'owner');
      await expect(opened({ unit: { authority: 'attorney' } })).rejects.toMatchObject({ code: 'invalid' });
      const letter = await addLetter(owner, {
        holderName: who.unit,
        holderId: null,
        scope: '签订技术许可合同',
        contractId,
        limit: null,
        startsOn: '2026-11-01',
        endsOn: '2026-12-31',
        paper: await receivedPdf(ctx, '委托书.pdf'),
      });
      const id = await opened({ unit: { authority: 'attorney', letterId: letter.id } });
      const revoke = () => revokeLetter(owner, letter.id);
      if (revokedBefore) await revoke();
      await sign(id, 'licensor');
      await sign(id, 'licensee');
      for (const actor of standIn.controls.tasks.find((await flowOf(id)).providerFlowId ?? '')?.actors ?? []) {
        // On the clock of this world, an hour ago or an hour from now.
        actor.signTime = ctx.now().getTime() + (revokedBefore ? 3_600_000 : -3_600_000);
      }
      if (!revokedBefore) await revoke();
      await followEsign(ctx, { flowId: id });
      expect((await contract()).state).toBe(state);
      expect((await flowOf(id)).endNote).toBe(revokedBefore ? 'authority' : null);
    }
  });
});

describe('what does not fit is set aside and told', () => {
  test.each([
    ['other', 'file'],
    ['broken', 'seal'],
  ] as const)('a signed file that is %s', async (signedFile, reason) => {
    const { ctx, talk, opened, sign, flowOf, contract } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    standIn.controls.faults.signedFile = signedFile;
    await followEsign(ctx, { flowId: id }).finally(() => (standIn.controls.faults.signedFile = 'right'));
    expect(await flowOf(id)).toMatchObject({ state: 'aside', endNote: reason, signedFileId: null });
    expect((await contract()).state).toBe('signing');
    const told = await db
      .select()
      .from(notices)
      .where(eq(notices.userId, (await talk.as('unit', 'owner')).actor.userId));
    expect(told.map(({ kind }) => kind)).toContain('esign.setAside');
    // The contract can be signed again, by this way or another.
    expect(
      (await signContract(await talk.as('unit', 'approver'), { contractId: (await contract()).id, versionN: 1 })).state,
    ).toBe('signing');
  });

  test('another person than was named', async () => {
    const { ctx, opened, sign, flowOf, contract } = await signable();
    const id = await opened();
    await sign(id, 'licensor', '赵某');
    await sign(id, 'licensee');
    await followEsign(ctx, { flowId: id });
    expect(await flowOf(id)).toMatchObject({ state: 'aside', endNote: 'signer' });
    expect((await contract()).state).toBe('signing');
  });

  test('a refusal at the provider leads back, with its words', async () => {
    const { ctx, opened, taskOf, flowOf, contract, propose } = await signable();
    const id = await opened();
    const task = await taskOf(id);
    standIn.controls.tasks.refuse(task, task.actors[0]!, '第 5 条写错了');
    await followEsign(ctx, { flowId: id });
    expect(await flowOf(id)).toMatchObject({ state: 'refused', endNote: '第 5 条写错了' });
    expect((await contract()).state).toBe('signing');
    expect((await propose()).state).toBe('proposed');
  });

  test('a flow that ran out, and one that was called off in the provider’s own pages', async () => {
    for (const [state, end] of [
      ['expired', (task: { status: string }) => void (task.status = 'expired')],
      ['cancelled', (task: { status: string }) => void (task.status = 'task_terminated')],
    ] as const) {
      const { ctx, opened, taskOf, flowOf } = await signable();
      const id = await opened();
      end(await taskOf(id));
      await followEsign(ctx, { flowId: id });
      expect((await flowOf(id)).state).toBe(state);
    }
  });
});

describe('a provider that is away', () => {
  test('is asked again by the round, later and later; then all goes on', async () => {
    const { ctx, clock, propose, join, flowOf, work, sign, contract } = await signable();
    const { id } = await propose();
    await join(id);
    standIn.controls.failNext(100);
    await work();
    expect(await flowOf(id)).toMatchObject({ state: 'preparing', askFaults: 1, askFault: 'status_503' });
    await sweepEsign(ctx, 1000);
    expect((await flowOf(id)).askFaults).toBe(1);
    clock.moveDays(1);
    await sweepEsign(ctx, 1000);
    expect((await flowOf(id)).askFaults).toBe(2);
    standIn.controls.failNext(0);
    clock.moveDays(1);
    await sweepEsign(ctx, 1000);
    expect(await flowOf(id)).toMatchObject({ state: 'open', askFaults: 0 });
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    clock.moveDays(1);
    await sweepEsign(ctx, 1000);
    expect((await contract()).state).toBe('performing');
  });

  test('a slow one is given up after its time', async () => {
    const { opened, flowOf } = await signable();
    standIn.controls.slowNext(3000);
    const id = await opened();
    expect(await flowOf(id)).toMatchObject({ state: 'preparing', askFault: 'no_answer' });
  });

  test('an answer that was lost is found again: no second flow is opened', async () => {
    const { ctx, opened, flowOf } = await signable();
    standIn.controls.cutNext('/sign-task/create');
    const id = await opened();
    expect(await flowOf(id)).toMatchObject({ state: 'preparing', tries: 1, askFault: 'no_answer' });
    await followEsign(ctx, { flowId: id });
    expect((await flowOf(id)).state).toBe('open');
    expect(standIn.controls.tasks.store.state.tasks.filter(({ reference }) => reference === id)).toHaveLength(1);
  });

  test('a worker that died leaves its place to the next one, once its time is over', async () => {
    const { ctx, clock, propose, join, flowOf } = await signable();
    const { id } = await propose();
    await join(id);
    const leasedUntil = new Date(ctx.now().getTime() + 300_000);
    await db.update(esignFlows).set({ leasedUntil, tries: 1 }).where(eq(esignFlows.id, id));
    await followEsign(ctx, { flowId: id });
    expect((await flowOf(id)).state).toBe('preparing');
    clock.moveDays(1);
    await followEsign(ctx, { flowId: id });
    expect((await flowOf(id)).state).toBe('open');
  });

  test('a token that ran out is renewed', async () => {
    const { opened, flowOf } = await signable();
    standIn.controls.forgetTokens();
    expect((await flowOf(await opened())).state).toBe('open');
  });

  test('what the provider refuses ends the flow with its code; the contract can be signed another way', async () => {
    const { ctx, propose, join, flowOf, contract } = await signable();
    const { id } = await propose();
    await join(id);
    const openFlow: typeof standIn.provider.openFlow = (input) =>
      standIn.provider.openFlow({ ...input, fileId: 'unknown' });
    await followEsign({ ...ctx, esign: { ...standIn.provider, openFlow } }, { flowId: id });
    expect(await flowOf(id)).toMatchObject({ state: 'failed', endNote: '211096' });
    expect((await contract()).state).toBe('signing');
  });

  test('a report that is not there yet is kept later: the contract does not wait for it', async () => {
    const { ctx, clock, opened, sign, flowOf, work, contract } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    standIn.controls.faults.isReportLate = true;
    await followEsign(ctx, { flowId: id });
    await work();
    standIn.controls.faults.isReportLate = false;
    expect((await contract()).state).toBe('performing');
    expect((await flowOf(id)).reportFileId).toBeNull();
    clock.moveDays(1);
    await sweepEsign(ctx, 1000);
    expect((await flowOf(id)).reportFileId).not.toBeNull();
  });
});

describe('a flow that the provider has opened is never lost', () => {
  const tasksUnder = (id: string) =>
    standIn.controls.tasks.store.state.tasks.filter(({ reference }) => reference === id);

  test('a link that is refused ends nothing: the flow is open, the link is asked for again', async () => {
    const { ctx, propose, join, flowOf } = await signable();
    const { id } = await propose();
    await join(id);
    const linkOf = () => Promise.reject(new AppError('invalid', { reason: '211066' }));
    await followEsign({ ...ctx, esign: { ...standIn.provider, linkOf } }, { flowId: id });
    expect(await flowOf(id)).toMatchObject({ state: 'open', providerFlowId: tasksUnder(id)[0]?.id });
    const links = async () =>
      (await db.select().from(esignSigners).where(eq(esignSigners.flowId, id))).map((s) => s.link);
    expect(await links()).toEqual([null, null]);
    await followEsign(ctx, { flowId: id });
    expect(await links()).toEqual([expect.stringContaining('/sign/'), expect.stringContaining('/sign/')]);
  });

  /** The provider opens it, its answer is lost, and its list does not know it yet. */
  const lateList = () => {
    const opened: string[] = [];
    const openFlow: typeof standIn.provider.openFlow = async (input) => {
      opened.push(await standIn.provider.openFlow(input));
      throw new AppError('unavailable', { reason: 'no_answer' });
    };
    return { opened, esign: { ...standIn.provider, openFlow, findFlow: () => Promise.resolve(null) } };
  };

  test('after a lost answer no second one is opened for ten minutes, whoever asks; its message brings it back', async () => {
    const { ctx, propose, join, flowOf, work } = await signable();
    const { id } = await propose();
    await join(id);
    const { opened, esign } = lateList();
    for (let n = 0; n < 3; n += 1) await followEsign({ ...ctx, esign }, { flowId: id });
    expect(opened).toHaveLength(1);
    expect(await flowOf(id)).toMatchObject({ state: 'preparing', askFault: 'opening_unsure' });
    const heard = await hearEsign(ctx, { event: 'sign-task-start', flowId: opened[0] ?? '', reference: id });
    expect(heard).toBe(true);
    await work();
    expect(await flowOf(id)).toMatchObject({ state: 'open', providerFlowId: opened[0] });
  });

  test('called off after a lost answer, it is not over before the provider has had its time; what comes later is called off there', async () => {
    const { ctx, clock, talk, propose, join, flowOf, work } = await signable();
    const { id } = await propose();
    await join(id);
    const { opened, esign } = lateList();
    await followEsign({ ...ctx, esign }, { flowId: id });
    await cancelEsign(await talk.as('unit', 'officer'), { flowId: id, reason: '改用纸质' });
    await followEsign({ ...ctx, esign }, { flowId: id });
    expect((await flowOf(id)).state).toBe('cancelling');
    clock.moveDays(1);
    await followEsign({ ...ctx, esign }, { flowId: id });
    expect((await flowOf(id)).state).toBe('cancelled');
    expect(await hearEsign(ctx, { event: 'sign-task-start', flowId: opened[0] ?? '', reference: id })).toBe(true);
    await work();
    expect(tasksUnder(id).map(({ status }) => status)).toEqual(['task_terminated']);
  });

  test('a second one under the same reference is called off, the first goes on', async () => {
    const { ctx, opened, flowOf, work } = await signable();
    const id = await opened();
    const [first] = tasksUnder(id);
    const second = standIn.controls.tasks.create({ ...first!, actors: [] });
    await hearEsign(ctx, { event: 'sign-task-start', flowId: second.id, reference: id });
    await work();
    expect([first?.status, second.status]).toEqual(['sign_progress', 'task_terminated']);
    expect(await flowOf(id)).toMatchObject({ state: 'open', providerFlowId: first?.id });
  });

  test('a refusal to call it off is no dead end where it is over there', async () => {
    const { ctx, talk, opened, taskOf, flowOf } = await signable();
    const id = await opened();
    (await taskOf(id)).status = 'expired';
    await cancelEsign(await talk.as('unit', 'officer'), { flowId: id, reason: '改用纸质' });
    const cancelFlow = () => Promise.reject(new AppError('invalid', { reason: '211999' }));
    await followEsign({ ...ctx, esign: { ...standIn.provider, cancelFlow } }, { flowId: id });
    expect((await flowOf(id)).state).toBe('expired');
  });
});

describe('what the provider does not say', () => {
  test('an answer about another flow leaves no trace of its signers', async () => {
    const { ctx, opened, sign, flowOf, kinds } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    const readFlow: typeof standIn.provider.readFlow = async (at) => ({
      ...(await standIn.provider.readFlow(at)),
      reference: 'another',
    });
    await followEsign({ ...ctx, esign: { ...standIn.provider, readFlow } }, { flowId: id });
    expect(await flowOf(id)).toMatchObject({ state: 'aside', endNote: 'file' });
    expect(await kinds()).toEqual(['frozen', 'esign_agreed', 'esign_agreed', 'esign_opened', 'esign_ended']);
    const rows = await db.select().from(esignSigners).where(eq(esignSigners.flowId, id));
    expect(rows.map(({ signedAt, verifiedName }) => [signedAt, verifiedName])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('the evidence names the person who was verified, or nobody', async () => {
    const { ctx, talk, contractId, opened, sign } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    const readFlow: typeof standIn.provider.readFlow = async (at) => {
      const seen = await standIn.provider.readFlow(at);
      return { ...seen, signers: seen.signers.map((row) => ({ ...row, person: null })) };
    };
    await followEsign({ ...ctx, esign: { ...standIn.provider, readFlow } }, { flowId: id });
    const { entries } = await evidenceReport(await talk.as('company', 'officer'), contractId);
    const signed = entries.find(({ kind }) => kind === 'esign_signed');
    expect(signed?.body).toMatchObject({ signer: null, named: who.unit });
  });

  test('seals of others conclude nothing; a check that says nothing yet is asked again', async () => {
    const { ctx, opened, sign, flowOf, contract } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    const looking = (seals: { signer: string; certificateBy: null; isIntact: boolean }[]) =>
      followEsign({ ...ctx, esign: { ...standIn.provider, checkFile: () => Promise.resolve(seals) } }, { flowId: id });
    await looking([]);
    expect(await flowOf(id)).toMatchObject({ state: 'open', askFault: 'no_seals_yet' });
    const other = { signer: '某某', certificateBy: null, isIntact: true };
    await looking([other, other]);
    expect(await flowOf(id)).toMatchObject({ state: 'aside', endNote: 'seal' });
    expect((await contract()).state).toBe('signing');
  });

  test('four clicks are one question; a telephone number and a link are forgotten when it is over', async () => {
    const { ctx, clock, talk, opened, work } = await signable();
    const id = await opened();
    clock.moveDays(1);
    const officer = await talk.as('unit', 'officer');
    ctx.queued.length = 0;
    await Promise.all(Array.from({ length: 4 }, () => askEsign(officer, { flowId: id })));
    expect(ctx.queued).toHaveLength(1);
    await cancelEsign(officer, { flowId: id, reason: '改用纸质' });
    await work();
    const rows = await db.select().from(esignSigners).where(eq(esignSigners.flowId, id));
    expect(rows.map(({ mobile, link }) => [mobile, link])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

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
    const changed = soundTerms();
    const [first, ...rest] = changed.milestones;
    await counterContract(await revised.talk.as('unit', 'officer'), {
      contractId: revised.contractId,
      versionN: 1,
      terms: { ...changed, milestones: [{ ...first!, payWithinDays: first!.payWithinDays + 5 }, ...rest] },
    });
    await revised.sign(id, 'licensor');
    await revised.sign(id, 'licensee');
    await revised.work();
    expect(await revised.flowOf(id)).toMatchObject({ state: 'aside', endNote: 'version' });
    expect((await revised.contract()).state).toBe('offered');

    const given = await signable();
    const other = await given.opened();
    await withdrawContract(await given.talk.as('unit', 'officer'), { contractId: given.contractId, versionN: 1 });
    await given.work();
    expect((await given.flowOf(other)).state).toBe('cancelled');
  });

  test('called off while it is handed in: what the provider opened is called off too', async () => {
    const { clock, talk, opened, flowOf, work } = await signable();
    standIn.controls.cutNext('/sign-task/create');
    const id = await opened();
    await cancelEsign(await talk.as('unit', 'officer'), { flowId: id, reason: '改用纸质' });
    clock.moveDays(1);
    await work();
    expect((await flowOf(id)).state).toBe('cancelled');
    const [task] = standIn.controls.tasks.store.state.tasks.filter(({ reference }) => reference === id);
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

describe('the page', () => {
  test('shows a side its own link and number only, and says who is next', async () => {
    const { talk, contractId, opened, sign, ctx } = await signable();
    const id = await opened();
    const ofUnit = await esignPage(await talk.as('unit', 'officer'), contractId);
    const ofCompany = await esignPage(await talk.as('company', 'officer'), contractId);
    const seen = (page: typeof ofUnit) =>
      page.flow?.signers.map(({ side, mobile, link }) => [side, mobile !== null, link !== null]);
    expect(seen(ofUnit)).toEqual([
      ['licensor', true, true],
      ['licensee', false, false],
    ]);
    expect(seen(ofCompany)).toEqual([
      ['licensor', false, false],
      ['licensee', true, true],
    ]);
    expect(ofUnit).toMatchObject({ mayPropose: false, mayJoin: false, mayCancel: true, mayAsk: true });
    expect(JSON.stringify(ofCompany)).not.toContain('leasedUntil');
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    await followEsign(ctx, { flowId: id });
    await followEsign(ctx, { flowId: id });
    const done = await esignPage(await talk.as('company', 'officer'), contractId);
    expect(done.flow?.papers.map(({ kind }) => kind)).toEqual(['signed', 'report', 'original']);
    expect(done.flow?.signers[0]).toMatchObject({
      verifiedName: who.unit,
      certificateBy: expect.stringContaining('演示'),
    });
    const stranger = await signable();
    await expect(esignPage(await stranger.talk.as('unit', 'officer'), contractId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
