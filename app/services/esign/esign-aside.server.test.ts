import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { notices } from '#db/schema/index.ts';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { followEsign } from './follow-esign.server.ts';

const here = esignTests();

const { signable } = here;

describe('what does not fit is set aside and told', () => {
  test.each([
    ['other', 'file'],
    ['broken', 'seal'],
  ] as const)('a signed file that is %s', async (signedFile, reason) => {
    const { ctx, talk, opened, sign, flowOf, contract } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    here.standIn.controls.faults.signedFile = signedFile;
    await followEsign(ctx, { flowId: id }).finally(() => (here.standIn.controls.faults.signedFile = 'right'));
    expect(await flowOf(id)).toMatchObject({ state: 'aside', endNote: reason, signedFileId: null });
    expect((await contract()).state).toBe('signing');
    const told = await here.db
      .select()
      .from(notices)
      .where(eq(notices.userId, (await talk.as('unit', 'owner')).actor.userId));
    expect(told.map(({ kind }) => kind)).toContain('esign.setAside');
    // Its page names it until another flow follows, or it is signed.
    const page = async () => (await contractPage(await talk.as('unit', 'officer'), (await contract()).id)).endedFlow;
    expect(await page()).toMatchObject({ id, state: 'aside', endNote: reason, versionN: 1, isChange: false });
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
    const { ctx, talk, opened, taskOf, flowOf, contract, propose } = await signable();
    const id = await opened();
    const task = await taskOf(id);
    here.standIn.controls.tasks.refuse(task, task.actors[0]!, '第 5 条写错了');
    await followEsign(ctx, { flowId: id });
    expect(await flowOf(id)).toMatchObject({ state: 'refused', endNote: '第 5 条写错了' });
    expect((await contract()).state).toBe('signing');
    const page = async () => (await contractPage(await talk.as('company', 'officer'), (await contract()).id)).endedFlow;
    expect(await page()).toMatchObject({ state: 'refused', endNote: '第 5 条写错了' });
    expect((await propose()).state).toBe('proposed');
    expect(await page()).toBeNull();
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
