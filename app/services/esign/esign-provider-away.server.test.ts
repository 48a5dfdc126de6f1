import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { AppError } from '#app/domain/errors.ts';
import { esignFlows, esignSigners } from '#db/schema/index.ts';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { cancelEsign } from './cancel-esign.server.ts';
import { followEsign } from './follow-esign.server.ts';
import { hearEsign } from './hear-esign.server.ts';
import { sweepEsign } from './sweep-esign.server.ts';

const here = esignTests();

const { signable } = here;

describe('a provider that is away', () => {
  test('is asked again by the round, later and later; then all goes on', async () => {
    const { ctx, clock, propose, join, flowOf, work, sign, contract } = await signable();
    const { id } = await propose();
    await join(id);
    here.standIn.controls.failNext(100);
    await work();
    expect(await flowOf(id)).toMatchObject({ state: 'preparing', askFaults: 1, askFault: 'status_503' });
    await sweepEsign(ctx, 1000);
    expect((await flowOf(id)).askFaults).toBe(1);
    clock.moveDays(1);
    await sweepEsign(ctx, 1000);
    expect((await flowOf(id)).askFaults).toBe(2);
    here.standIn.controls.failNext(0);
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
    here.standIn.controls.slowNext(3000);
    const id = await opened();
    expect(await flowOf(id)).toMatchObject({ state: 'preparing', askFault: 'no_answer' });
  });

  test('an answer that was lost is found again: no second flow is opened', async () => {
    const { ctx, opened, flowOf } = await signable();
    here.standIn.controls.cutNext('/sign-task/create');
    const id = await opened();
    expect(await flowOf(id)).toMatchObject({ state: 'preparing', tries: 1, askFault: 'no_answer' });
    await followEsign(ctx, { flowId: id });
    expect((await flowOf(id)).state).toBe('open');
    expect(here.standIn.controls.tasks.store.state.tasks.filter(({ reference }) => reference === id)).toHaveLength(1);
  });

  test('a worker that died leaves its place to the next one, once its time is over', async () => {
    const { ctx, clock, propose, join, flowOf } = await signable();
    const { id } = await propose();
    await join(id);
    const leasedUntil = new Date(ctx.now().getTime() + 300_000);
    await here.db.update(esignFlows).set({ leasedUntil, tries: 1 }).where(eq(esignFlows.id, id));
    await followEsign(ctx, { flowId: id });
    expect((await flowOf(id)).state).toBe('preparing');
    clock.moveDays(1);
    await followEsign(ctx, { flowId: id });
    expect((await flowOf(id)).state).toBe('open');
  });

  test('a token that ran out is renewed', async () => {
    const { opened, flowOf } = await signable();
    here.standIn.controls.forgetTokens();
    expect((await flowOf(await opened())).state).toBe('open');
  });

  test('what the provider refuses ends the flow with its code; the contract can be signed another way', async () => {
    const { ctx, propose, join, flowOf, contract } = await signable();
    const { id } = await propose();
    await join(id);
    const openFlow: typeof here.standIn.provider.openFlow = (input) =>
      here.standIn.provider.openFlow({ ...input, fileId: 'unknown' });
    await followEsign({ ...ctx, esign: { ...here.standIn.provider, openFlow } }, { flowId: id });
    expect(await flowOf(id)).toMatchObject({ state: 'failed', endNote: '211096' });
    expect((await contract()).state).toBe('signing');
  });

  test('a report that is not there yet is kept later: the contract does not wait for it', async () => {
    const { ctx, clock, opened, sign, flowOf, work, contract } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    here.standIn.controls.faults.isReportLate = true;
    await followEsign(ctx, { flowId: id });
    await work();
    here.standIn.controls.faults.isReportLate = false;
    expect((await contract()).state).toBe('performing');
    expect((await flowOf(id)).reportFileId).toBeNull();
    clock.moveDays(1);
    await sweepEsign(ctx, 1000);
    expect((await flowOf(id)).reportFileId).not.toBeNull();
  });
});

describe('a flow that the provider has opened is never lost', () => {
  const tasksUnder = (id: string) =>
    here.standIn.controls.tasks.store.state.tasks.filter(({ reference }) => reference === id);

  test('a link that is refused ends nothing: the flow is open, the link is asked for again', async () => {
    const { ctx, propose, join, flowOf } = await signable();
    const { id } = await propose();
    await join(id);
    const linkOf = () => Promise.reject(new AppError('invalid', { reason: '211066' }));
    await followEsign({ ...ctx, esign: { ...here.standIn.provider, linkOf } }, { flowId: id });
    expect(await flowOf(id)).toMatchObject({ state: 'open', providerFlowId: tasksUnder(id)[0]?.id });
    const links = async () =>
      (await here.db.select().from(esignSigners).where(eq(esignSigners.flowId, id))).map((s) => s.link);
    expect(await links()).toEqual([null, null]);
    await followEsign(ctx, { flowId: id });
    expect(await links()).toEqual([expect.stringContaining('/sign/'), expect.stringContaining('/sign/')]);
  });

  /** The provider opens it, its answer is lost, and its list does not know it yet. */
  const lateList = () => {
    const opened: string[] = [];
    const openFlow: typeof here.standIn.provider.openFlow = async (input) => {
      opened.push(await here.standIn.provider.openFlow(input));
      throw new AppError('unavailable', { reason: 'no_answer' });
    };
    return { opened, esign: { ...here.standIn.provider, openFlow, findFlow: () => Promise.resolve(null) } };
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
    const second = here.standIn.controls.tasks.create({ ...first!, actors: [] });
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
    await followEsign({ ...ctx, esign: { ...here.standIn.provider, cancelFlow } }, { flowId: id });
    expect((await flowOf(id)).state).toBe('expired');
  });
});
