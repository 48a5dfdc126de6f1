import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { contracts, notices, objections, organisations, publicities, users } from '#db/schema/index.ts';
import { dayOf } from '#app/domain/days.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { objector } from '#seeds/make-objector.ts';
import { addSecrecyRule } from '../secrecy/keep-rules.server.ts';
import { paperOfPublicity } from '../papers/publicity-paper.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { acceptDismissal } from './accept-dismissal.server.ts';
import { admitObjection } from './admit-objection.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { askReview } from './ask-review.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { publicityPage } from './publicity-queries.server.ts';
import { contractPage } from './queries.server.ts';
import { decideObjection } from './decide-objection.server.ts';
import { endPublicity } from './end-publicity.server.ts';
import { endReview } from './end-review.server.ts';
import { fileObjection } from './file-objection.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { signContract } from './sign-contract.server.ts';
import { withdrawObjection } from './withdraw-objection.server.ts';
import { startPublicity } from './start-publicity.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const setReview = (orgId: string, objectionReviewDays: number) =>
  db.update(organisations).set({ objectionReviewDays }).where(eq(organisations.id, orgId));

async function published(audience: 'unit' | 'public' = 'unit', reviewDays = 5) {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx);
  await setReview(talk.unit.id, reviewDays);
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
  test('blocks signing even after the last day, until it is answered; dismissed, who objected leaves it at that, signing opens', async () => {
    const { clock, ctx, talk, deed, publicity } = await published();
    const objection = await fileObjection(await talk.as('unit', 'inventor'), {
      publicityId: publicity.id,
      ...objector,
      grounds,
    });
    expect(await publicityState(publicity.id)).toBe('objected');
    const again = { publicityId: publicity.id, ...objector, grounds };
    expect(await codeOf(fileObjection(await talk.as('unit', 'inventor'), again))).toBe('duplicate');
    const wordsFor = async (role: 'officer' | 'approver' | 'finance' | 'inventor') =>
      (await publicityPage(await talk.as('unit', role), deed.contractId)).objections.map((row) => row.grounds);
    expect(await wordsFor('approver')).toEqual([grounds]);
    expect(await wordsFor('officer')).toEqual([grounds]);
    expect(await wordsFor('inventor')).toEqual([grounds]);
    expect(await wordsFor('finance')).toEqual([null]);
    const head = async () => (await contractPage(await talk.as('unit', 'approver'), deed.contractId)).steps[0]?.title;
    expect(await head()).toMatch(/^公示收到异议，请在 .+前处理$/u);
    expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).toBe('objection_open');
    const waits = async (side: 'unit' | 'company', role: 'approver' | 'officer') =>
      (await listTodos(await talk.as(side, role)))
        .filter(({ kind }) => kind.startsWith('objection.'))
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
    expect(await head()).toContain('异议已答复，等提出人：可以申请复核到');
    const own = { objectionId: objection.id };
    const answered = (await listTodos(await talk.as('unit', 'inventor'))).find(
      ({ kind }) => kind === 'objection.review',
    );
    expect(answered).toMatchObject({ isMine: true, href: `${place}?version=1` });
    expect(answered?.dueAt && dayOf(answered.dueAt)).toBe('2026-11-25');
    expect(await publicityState(publicity.id)).toBe('objected');
    expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).toBe('objection_open');
    expect(await codeOf(acceptDismissal(await talk.as('unit', 'officer'), own))).toBe('not_found');
    await acceptDismissal(await talk.as('unit', 'inventor'), own);
    expect(await codeOf(acceptDismissal(await talk.as('unit', 'inventor'), own))).toBe('state_changed');
    expect(await publicityState(publicity.id)).toBe('ended');
    expect((await listTodos(await talk.as('unit', 'inventor'))).map(({ kind }) => kind)).not.toContain(
      'objection.review',
    );
    const certificate = JSON.stringify(await paperOfPublicity(await talk.as('unit', 'approver'), deed.contractId));
    expect(certificate).toContain('定价公示结果证明');
    expect(certificate).toContain('提出人接受答复，没有申请复核');
    expect(certificate).not.toContain('无异议');
    expect(certificate).not.toContain(objector.name);
    expect(await waits('unit', 'approver')).toEqual([]);
    expect(await contractState(deed.contractId)).toBe('signing');
    const told = await db.select().from(notices).where(eq(notices.userId, talk.unitPeople.inventor.id));
    expect(told.map((notice) => notice.kind)).toContain('publicity.decide');
  });

  test('taken back by who filed it, and by nobody else, the publicity goes on; the last day still ends it', async () => {
    const { clock, talk, deed, publicity } = await published();
    const inventor = await talk.as('unit', 'inventor');
    const { id: objectionId } = await fileObjection(inventor, { publicityId: publicity.id, ...objector, grounds });
    expect(await codeOf(withdrawObjection(await talk.as('unit', 'approver'), { objectionId }))).toBe('not_found');
    expect(await withdrawObjection(inventor, { objectionId })).toMatchObject({ state: 'withdrawn' });
    expect(await publicityState(publicity.id)).toBe('running');
    expect(await codeOf(withdrawObjection(inventor, { objectionId }))).toBe('state_changed');

    const second = await fileObjection(inventor, { publicityId: publicity.id, ...objector, grounds });
    const third = await fileObjection(await talk.as('unit', 'officer'), {
      publicityId: publicity.id,
      ...objector,
      grounds,
    });
    clock.moveDays(16);
    await withdrawObjection(inventor, { objectionId: second.id });
    expect(await publicityState(publicity.id)).toBe('objected');
    await withdrawObjection(await talk.as('unit', 'officer'), { objectionId: third.id });
    expect(await contractState(deed.contractId)).toBe('signing');
  });

  test('dismissed before the last day, the publicity goes on and still ends on its day', async () => {
    const { clock, ctx, talk, deed, publicity } = await published();
    const { id } = await fileObjection(await talk.as('unit', 'inventor'), {
      publicityId: publicity.id,
      ...objector,
      grounds,
    });
    await decideObjection(await talk.as('unit', 'approver'), {
      objectionId: id,
      outcome: 'dismiss',
      decision: '不成立',
    });
    clock.moveDays(7);
    await endReview(ctx, id);
    expect(await publicityState(publicity.id)).toBe('objected');
    clock.moveDays(1);
    await sweepDeadlines(ctx);
    expect(await publicityState(publicity.id)).toBe('running');
    expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).toBe('publicity_running');
    clock.moveDays(8);
    await endPublicity(ctx, publicity.id);
    expect(await contractState(deed.contractId)).toBe('signing');
  });

  test('of two, both must be answered', async () => {
    const { talk, publicity } = await published();
    const input = { publicityId: publicity.id, ...objector, grounds };
    const [first, second] = await Promise.all([
      fileObjection(await talk.as('unit', 'inventor'), input),
      fileObjection(await talk.as('unit', 'finance'), input),
    ]);
    const approver = await talk.as('unit', 'approver');
    await decideObjection(approver, { objectionId: first.id, outcome: 'dismiss', decision: '不成立' });
    await acceptDismissal(await talk.as('unit', 'inventor'), { objectionId: first.id });
    expect(await publicityState(publicity.id)).toBe('objected');
    await decideObjection(approver, { objectionId: second.id, outcome: 'dismiss', decision: '不成立' });
    await acceptDismissal(await talk.as('unit', 'finance'), { objectionId: second.id });
    expect(await publicityState(publicity.id)).toBe('running');
  });

  test('is admitted within three working days and decided within fifteen from then; both dates are on the desk, and remind', async () => {
    const { clock, ctx, talk, publicity } = await published();
    const inventor = await talk.as('unit', 'inventor');
    // Monday 2026-11-02.
    const { id: objectionId } = await fileObjection(inventor, { publicityId: publicity.id, ...objector, grounds });
    const dates = async () =>
      (await listTodos(await talk.as('unit', 'approver')))
        .filter(({ kind }) => kind.startsWith('objection.'))
        .map(({ kind, dueAt }) => [kind, dueAt && dayOf(dueAt)]);
    expect(await dates()).toEqual([['objection.admit', '2026-11-05']]);
    const [seen] = (await publicityPage(inventor, publicity.contractId)).objections;
    expect(seen?.course.dueAt && dayOf(seen.course.dueAt)).toBe('2026-11-05');
    expect(await codeOf(admitObjection(inventor, { objectionId }))).toBe('forbidden');
    expect(await codeOf(admitObjection(await talk.as('company', 'approver'), { objectionId }))).toBe('not_found');
    await admitObjection(await talk.as('unit', 'approver'), { objectionId });
    expect(await codeOf(admitObjection(await talk.as('unit', 'approver'), { objectionId }))).toBe('state_changed');
    expect(await dates()).toEqual([['objection.decide', '2026-11-23']]);
    clock.moveDays(22);
    await sweepDeadlines(ctx);
    const told = await db.select().from(notices).where(eq(notices.userId, talk.unitPeople.approver.id));
    expect(told.map(({ kind }) => kind)).toContain('deadline.late');
  });

  test('dismissed, it is looked at once more by another approver; what he says is the last word, and signing waits for it', async () => {
    const { clock, ctx, talk, deed, publicity } = await published();
    const inventor = await talk.as('unit', 'inventor');
    const { id: objectionId } = await fileObjection(inventor, { publicityId: publicity.id, ...objector, grounds });
    const [first, second] = [
      await talk.as('unit', 'approver'),
      await asActor(ctx, await makePerson(db, talk.unit, ['approver'])),
    ];
    const no = { objectionId, outcome: 'dismiss', decision: '不成立，见会议纪要。' } as const;
    const again = { objectionId, grounds: '会议纪要没有提到第二课题组。' };
    expect(await codeOf(askReview(inventor, again))).toBe('state_changed');
    await decideObjection(first, no);
    expect(await codeOf(askReview(await talk.as('unit', 'officer'), again))).toBe('not_found');
    expect(await askReview(inventor, again)).toMatchObject({
      state: 'in_review',
      reviewUntil: null,
      reviewGrounds: again.grounds,
    });
    // Head and page name who may decide it, and not who answered first.
    const [{ id: secondId, name } = { id: '', name: '' }] = await db
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(eq(users.id, second.actor.userId));
    expect(secondId).toBe(second.actor.userId);
    const headOf = async (who: typeof inventor) => {
      const [step] = (await contractPage(who, deed.contractId)).steps;
      return [step?.title, step?.isAsked];
    };
    expect(await headOf(first)).toEqual([
      expect.stringMatching(new RegExp(`^异议申请复核，等.+（${name}）在`, 'u')),
      false,
    ]);
    expect(await headOf(second)).toEqual([expect.stringMatching(/^异议申请复核，请在 .+前复核$/u), true]);
    const reviewers = (await publicityPage(inventor, deed.contractId)).objections.map((row) => row.reviewers);
    expect(reviewers).toEqual([[name]]);
    // The review stands on the desk of who may decide it, and he alone is reminded.
    const todoOf = async (who: Parameters<typeof listTodos>[0]) =>
      (await listTodos(who)).find(({ kind }) => kind.startsWith('objection.'));
    expect([(await todoOf(first))?.isMine, (await todoOf(second))?.isMine]).toEqual([false, true]);
    clock.moveDays(22);
    await sweepDeadlines(ctx);
    const told = async (userId: string) =>
      db.$count(notices, and(eq(notices.userId, userId), eq(notices.kind, 'deadline.late')));
    expect([await told(first.actor.userId), await told(second.actor.userId)]).toEqual([0, 1]);
    expect(await publicityState(publicity.id)).toBe('objected');
    expect(await codeOf(decideObjection(first, no))).toBe('forbidden');
    const said = { ...no, decision: '复核维持。' };
    expect(await decideObjection(second, said)).toMatchObject({
      state: 'confirmed',
      decision: no.decision,
      reviewDecision: said.decision,
    });
    expect(await codeOf(askReview(inventor, again))).toBe('state_changed');
    expect(await contractState(deed.contractId)).toBe('signing');
  });

  test('the days for a review over, nobody asks for one, whatever the sweep has done', async () => {
    const { clock, talk, publicity } = await published();
    const inventor = await talk.as('unit', 'inventor');
    const { id: objectionId } = await fileObjection(inventor, { publicityId: publicity.id, ...objector, grounds });
    await decideObjection(await talk.as('unit', 'approver'), { objectionId, outcome: 'dismiss', decision: '不成立' });
    clock.moveDays(8);
    expect(await codeOf(askReview(inventor, { objectionId, grounds: '会议纪要没有提到第二课题组。' }))).toBe(
      'state_changed',
    );
  });

  test('a review that nobody of the unit may decide stands on the desk of its owner, who names another approver', async () => {
    const { talk, publicity, deed } = await published();
    const inventor = await talk.as('unit', 'inventor');
    const { id: objectionId } = await fileObjection(inventor, { publicityId: publicity.id, ...objector, grounds });
    const approver = await talk.as('unit', 'approver');
    await decideObjection(approver, { objectionId, outcome: 'dismiss', decision: '不成立' });
    await askReview(inventor, { objectionId, grounds: '会议纪要没有提到第二课题组。' });
    const todoOf = async (who: Parameters<typeof listTodos>[0]) =>
      (await listTodos(who)).find(({ kind }) => kind.startsWith('objection.'));
    const href = `/desk/contracts/${deed.contractId}/publicity`;
    expect(await todoOf(approver)).toMatchObject({ kind: 'objection.staff', isMine: false, href });
    const owner = await talk.as('unit', 'owner');
    expect(await todoOf(owner)).toMatchObject({
      kind: 'objection.staff',
      isMine: true,
      href: '/desk/organisation#members',
    });
  });

  test('where the unit has no review of its own, a dismissal ends it at once', async () => {
    const { talk, publicity } = await published('unit', 0);
    const { id: objectionId } = await fileObjection(await talk.as('unit', 'inventor'), {
      ...objector,
      publicityId: publicity.id,
      grounds,
    });
    await decideObjection(await talk.as('unit', 'approver'), { objectionId, outcome: 'dismiss', decision: '不成立' });
    expect(await publicityState(publicity.id)).toBe('running');
  });

  test('the days of the review are those that the notice said, whatever the unit sets since', async () => {
    const { talk, publicity } = await published();
    const inventor = await talk.as('unit', 'inventor');
    const { id: objectionId } = await fileObjection(inventor, { publicityId: publicity.id, ...objector, grounds });
    await setReview(talk.unit.id, 0);
    await decideObjection(await talk.as('unit', 'approver'), { objectionId, outcome: 'dismiss', decision: '不成立' });
    expect(await publicityState(publicity.id)).toBe('objected');
    expect(await codeOf(askReview(inventor, { objectionId, grounds: '会议纪要没有提到第二课题组。' }))).toBe('done');
  });

  test('upheld, no date of another objection to the void notice is left', async () => {
    const { talk, publicity } = await published();
    const input = { publicityId: publicity.id, ...objector, grounds };
    const first = await fileObjection(await talk.as('unit', 'inventor'), input);
    await fileObjection(await talk.as('unit', 'finance'), input);
    const approver = await talk.as('unit', 'approver');
    await decideObjection(approver, { objectionId: first.id, outcome: 'uphold', decision: '成立' });
    expect((await listTodos(approver)).filter(({ kind }) => kind.startsWith('objection.'))).toEqual([]);
  });

  test('upheld, the publicity is void and the licensor writes a new version', async () => {
    const { talk, deed, publicity } = await published();
    const { id } = await fileObjection(await talk.as('unit', 'inventor'), {
      publicityId: publicity.id,
      ...objector,
      grounds,
    });
    await decideObjection(await talk.as('unit', 'approver'), { objectionId: id, outcome: 'uphold', decision: '成立' });
    expect(await publicityState(publicity.id)).toBe('cancelled');
    expect(await contractState(deed.contractId)).toBe('draft');
    const officer = await talk.as('unit', 'officer');
    const mends = async (ctx: typeof officer) =>
      (await listTodos(ctx)).filter(({ kind }) => kind === 'contract.mend').map(({ isMine }) => isMine);
    expect(await mends(officer)).toEqual([true]);
    expect(await mends(await talk.as('unit', 'finance'))).toEqual([false]);
    expect(await mends(await talk.as('company', 'officer'))).toEqual([]);
    expect((await contractPage(officer, deed.contractId)).steps[0]?.title).toContain('公示的异议成立');
    const next = { ...deed, terms: soundTerms({ termYears: 6 }) };
    expect((await counterContract(await talk.as('unit', 'officer'), next)).versionN).toBe(2);
    expect(await mends(officer)).toEqual([]);
  });

  test('one decision only, by an approver of the unit, never by the objector himself', async () => {
    const { ctx, talk, publicity } = await published();
    const mine = await fileObjection(await talk.as('unit', 'approver'), {
      publicityId: publicity.id,
      ...objector,
      grounds,
    });
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
    const filing = { publicityId: publicity.id, ...objector, grounds: `${grounds}${secret}` };
    expect(await codeOf(fileObjection(inventor, filing))).toBe('secrecy_refused');
    expect(await codeOf(fileObjection(await talk.as('company', 'officer'), filing))).toBe('not_found');
    const { id: objectionId } = await fileObjection(inventor, { publicityId: publicity.id, ...objector, grounds });
    const answer = { objectionId, outcome: 'dismiss', decision: secret } as const;
    expect(await codeOf(decideObjection(approver, answer))).toBe('secrecy_refused');
    expect(await codeOf(decideObjection(await talk.as('company', 'approver'), answer))).toBe('not_found');
    expect(await publicityState(publicity.id)).toBe('objected');
  });

  test('a notice within the unit is closed to others; a public one is open to every signed-in person', async () => {
    const { talk, publicity, ctx } = await published('unit');
    const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    expect(await codeOf(fileObjection(stranger, { publicityId: publicity.id, ...objector, grounds }))).toBe(
      'not_found',
    );
    expect(
      await codeOf(
        fileObjection(await talk.as('company', 'officer'), { publicityId: publicity.id, ...objector, grounds }),
      ),
    ).toBe('not_found');
    const open = await published('public');
    const citizen = await asActor(open.ctx, await makePerson(db, null));
    expect(await codeOf(fileObjection(citizen, { publicityId: open.publicity.id, ...objector, grounds }))).toBe('done');
  });

  test('comes too late after the last day, and the same form sent twice makes one', async () => {
    const { clock, talk, publicity } = await published();
    const inventor = await talk.as('unit', 'inventor');
    const input = { publicityId: publicity.id, ...objector, grounds, key: crypto.randomUUID() };
    const [first, again] = await Promise.all([fileObjection(inventor, input), fileObjection(inventor, input)]);
    expect(again.id).toBe(first.id);
    expect(await db.select().from(objections).where(eq(objections.publicityId, publicity.id))).toHaveLength(1);
    clock.moveDays(16);
    const late = fileObjection(await talk.as('unit', 'finance'), { publicityId: publicity.id, ...objector, grounds });
    expect(await codeOf(late)).toBe('state_changed');
  });
});
