import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { contracts, notices, objections, publicities } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { addSecrecyRule } from '../secrecy/keep-rules.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { publicityPage } from './publicity-queries.server.ts';
import { decideObjection } from './decide-objection.server.ts';
import { endPublicity } from './end-publicity.server.ts';
import { fileObjection } from './file-objection.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { signContract } from './sign-contract.server.ts';
import { withdrawObjection } from './withdraw-objection.server.ts';
import { startPublicity } from './start-publicity.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

async function published(audience: 'unit' | 'public' = 'unit') {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx);
  const terms = soundTerms();
  const contract = await proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms });
  const deed = { contractId: contract.id, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  const publicity = await startPublicity(await talk.as('unit', 'officer'), { ...deed, audience, contact: '科技处' });
  return { clock, ctx, talk, deed, publicity };
}

const grounds = '该成果由两个课题组共同完成，署名尚有争议。';
const publicityState = async (id: string) =>
  (await db.select().from(publicities).where(eq(publicities.id, id)))[0]?.state;
const contractState = async (id: string) => (await db.select().from(contracts).where(eq(contracts.id, id)))[0]?.state;

describe('an objection', () => {
  test('blocks signing even after the last day, until it is answered; dismissed, signing opens at once', async () => {
    const { clock, ctx, talk, deed, publicity } = await published();
    const objection = await fileObjection(await talk.as('unit', 'inventor'), { publicityId: publicity.id, grounds });
    expect(await publicityState(publicity.id)).toBe('objected');
    expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).toBe('objection_open');
    const waits = async (side: 'unit' | 'company', role: 'approver' | 'officer') =>
      (await listTodos(await talk.as(side, role)))
        .filter(({ kind }) => kind === 'objection.decide')
        .map(({ isMine, href }) => [isMine, href]);
    const place = `/desk/contracts/${deed.contractId}/publicity`;
    expect(await waits('unit', 'approver')).toEqual([[true, place]]);
    expect(await waits('unit', 'officer')).toEqual([[false, place]]);
    expect(await waits('company', 'approver')).toEqual([]);
    const { deciders } = await publicityPage(await talk.as('unit', 'officer'), deed.contractId);
    expect(deciders).toEqual([talk.unitPeople.approver.name]);
    clock.moveDays(16);
    await endPublicity(ctx, publicity.id);
    expect(await contractState(deed.contractId)).toBe('publicity');

    const answer = { objectionId: objection.id, outcome: 'dismiss', decision: '署名以登记为准，见会议纪要。' } as const;
    expect(await decideObjection(await talk.as('unit', 'approver'), answer)).toMatchObject({ state: 'dismissed' });
    expect(await publicityState(publicity.id)).toBe('ended');
    expect(await waits('unit', 'approver')).toEqual([]);
    expect(await contractState(deed.contractId)).toBe('signing');
    const told = await db.select().from(notices).where(eq(notices.userId, talk.unitPeople.inventor.id));
    expect(told.map((notice) => notice.kind)).toContain('publicity.decide');
  });

  test('taken back by who filed it, and by nobody else, the publicity goes on; the last day still ends it', async () => {
    const { clock, talk, deed, publicity } = await published();
    const inventor = await talk.as('unit', 'inventor');
    const { id: objectionId } = await fileObjection(inventor, { publicityId: publicity.id, grounds });
    expect(await codeOf(withdrawObjection(await talk.as('unit', 'approver'), { objectionId }))).toBe('not_found');
    expect(await withdrawObjection(inventor, { objectionId })).toMatchObject({ state: 'withdrawn' });
    expect(await publicityState(publicity.id)).toBe('running');
    expect(await codeOf(withdrawObjection(inventor, { objectionId }))).toBe('state_changed');

    const second = await fileObjection(inventor, { publicityId: publicity.id, grounds });
    const third = await fileObjection(await talk.as('unit', 'officer'), { publicityId: publicity.id, grounds });
    clock.moveDays(16);
    await withdrawObjection(inventor, { objectionId: second.id });
    expect(await publicityState(publicity.id)).toBe('objected');
    await withdrawObjection(await talk.as('unit', 'officer'), { objectionId: third.id });
    expect(await contractState(deed.contractId)).toBe('signing');
  });

  test('dismissed before the last day, the publicity goes on and still ends on its day', async () => {
    const { clock, ctx, talk, deed, publicity } = await published();
    const { id } = await fileObjection(await talk.as('unit', 'inventor'), { publicityId: publicity.id, grounds });
    await decideObjection(await talk.as('unit', 'approver'), {
      objectionId: id,
      outcome: 'dismiss',
      decision: '不成立',
    });
    expect(await publicityState(publicity.id)).toBe('running');
    expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).toBe('publicity_running');
    clock.moveDays(16);
    await endPublicity(ctx, publicity.id);
    expect(await contractState(deed.contractId)).toBe('signing');
  });

  test('of two, both must be answered', async () => {
    const { talk, publicity } = await published();
    const input = { publicityId: publicity.id, grounds };
    const [first, second] = await Promise.all([
      fileObjection(await talk.as('unit', 'inventor'), input),
      fileObjection(await talk.as('unit', 'finance'), input),
    ]);
    const approver = await talk.as('unit', 'approver');
    await decideObjection(approver, { objectionId: first.id, outcome: 'dismiss', decision: '不成立' });
    expect(await publicityState(publicity.id)).toBe('objected');
    await decideObjection(approver, { objectionId: second.id, outcome: 'dismiss', decision: '不成立' });
    expect(await publicityState(publicity.id)).toBe('running');
  });

  test('upheld, the publicity is void and the licensor writes a new version', async () => {
    const { talk, deed, publicity } = await published();
    const { id } = await fileObjection(await talk.as('unit', 'inventor'), { publicityId: publicity.id, grounds });
    await decideObjection(await talk.as('unit', 'approver'), { objectionId: id, outcome: 'uphold', decision: '成立' });
    expect(await publicityState(publicity.id)).toBe('cancelled');
    expect(await contractState(deed.contractId)).toBe('draft');
    const next = { ...deed, terms: soundTerms({ termYears: 6 }) };
    expect((await counterContract(await talk.as('unit', 'officer'), next)).versionN).toBe(2);
  });

  test('one decision only, by an approver of the unit, never by the objector himself', async () => {
    const { ctx, talk, publicity } = await published();
    const mine = await fileObjection(await talk.as('unit', 'approver'), { publicityId: publicity.id, grounds });
    const input = { objectionId: mine.id, outcome: 'dismiss', decision: '不成立' } as const;
    expect(await codeOf(decideObjection(await talk.as('unit', 'approver'), input))).toBe('forbidden');
    expect(await codeOf(decideObjection(await talk.as('unit', 'officer'), input))).toBe('forbidden');
    expect(await codeOf(decideObjection(await talk.as('company', 'approver'), input))).toBe('not_found');
    const second = await asActor(ctx, await makePerson(db, talk.unit, ['approver']));
    const codes = await Promise.all([
      codeOf(decideObjection(second, input)),
      codeOf(decideObjection(second, { ...input, outcome: 'uphold' })),
    ]);
    expect(codes.sort()).toEqual(['done', 'state_changed']);
  });

  test('and its answer pass the screen of secrecy, as others read them; who may not act learns nothing of the screen', async () => {
    const { ctx, talk, publicity } = await published();
    const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
    const secret = '某工程七〇八';
    await addSecrecyRule(admin, { name: '代号', kind: 'word', text: secret, action: 'refuse' });
    const [inventor, approver] = [await talk.as('unit', 'inventor'), await talk.as('unit', 'approver')];
    const filing = { publicityId: publicity.id, grounds: `${grounds}${secret}` };
    expect(await codeOf(fileObjection(inventor, filing))).toBe('secrecy_refused');
    expect(await codeOf(fileObjection(await talk.as('company', 'officer'), filing))).toBe('not_found');
    const { id: objectionId } = await fileObjection(inventor, { publicityId: publicity.id, grounds });
    const answer = { objectionId, outcome: 'dismiss', decision: secret } as const;
    expect(await codeOf(decideObjection(approver, answer))).toBe('secrecy_refused');
    expect(await codeOf(decideObjection(await talk.as('company', 'approver'), answer))).toBe('not_found');
    expect(await publicityState(publicity.id)).toBe('objected');
  });

  test('a notice within the unit is closed to others; a public one is open to every signed-in person', async () => {
    const { talk, publicity, ctx } = await published('unit');
    const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    expect(await codeOf(fileObjection(stranger, { publicityId: publicity.id, grounds }))).toBe('not_found');
    expect(
      await codeOf(fileObjection(await talk.as('company', 'officer'), { publicityId: publicity.id, grounds })),
    ).toBe('not_found');
    const open = await published('public');
    const citizen = await asActor(open.ctx, await makePerson(db, null));
    expect(await codeOf(fileObjection(citizen, { publicityId: open.publicity.id, grounds }))).toBe('done');
  });

  test('comes too late after the last day, and the same form sent twice makes one', async () => {
    const { clock, talk, publicity } = await published();
    const inventor = await talk.as('unit', 'inventor');
    const input = { publicityId: publicity.id, grounds, key: crypto.randomUUID() };
    const [first, again] = await Promise.all([fileObjection(inventor, input), fileObjection(inventor, input)]);
    expect(again.id).toBe(first.id);
    expect(await db.select().from(objections).where(eq(objections.publicityId, publicity.id))).toHaveLength(1);
    clock.moveDays(16);
    const late = fileObjection(await talk.as('unit', 'finance'), { publicityId: publicity.id, grounds });
    expect(await codeOf(late)).toBe('state_changed');
  });
});
