import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import { verifyEvidence } from '#app/domain/evidence-report.ts';
import { signatures } from '#db/schema/index.ts';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { esignSignerNames } from '#seeds/make-esign.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { addLetter } from '../signing/add-letter.server.ts';
import { revokeLetter } from '../signing/revoke-letter.server.ts';
import { followEsign } from './follow-esign.server.ts';
import { hearEsign } from './hear-esign.server.ts';

const here = esignTests();

const { signable } = here;

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
    const rows = await here.db.select().from(signatures).where(eq(signatures.contractId, contractId));
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
    expect(await here.db.$count(signatures, eq(signatures.contractId, contractId))).toBe(2);
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
        holderName: esignSignerNames.unit,
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
      for (const actor of here.standIn.controls.tasks.find((await flowOf(id)).providerFlowId ?? '')?.actors ?? []) {
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
