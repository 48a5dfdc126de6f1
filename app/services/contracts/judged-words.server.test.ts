import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import { hiddenConflict } from '#app/domain/grant-conflicts.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { auditLines, contracts, grantClearances, notices, signingEvidence } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makePerson } from '#seeds/make.ts';
import { grantScene } from '#seeds/make-grant-scene.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { listTodos } from '../desk/queries.server.ts';
import { paperOfDecision } from '../papers/decision-paper.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { clearGrant } from './clear-grant.server.ts';
import { clearancePage } from './clearance-queries.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { denyConsent } from './deny-consent.server.ts';
import { judgeOverlap } from './judge-overlap.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { proposeAmendment } from './propose-amendment.server.ts';
import { contractPage } from './queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const exclusive = { licenceKind: 'exclusive' } as const;
const other = { fieldOfUse: '畜禽饲料' } as const;
const reason = '一份用于食品淀粉，一份用于畜禽饲料，客户不同';

async function scene() {
  const { ctx, a, b, c } = await grantScene(db);
  const first = await a.signed(exclusive);
  const legal = await asActor(ctx, await makePerson(db, { id: b.deal.licensorOrgId }, ['legal']));
  const [officer, approver] = [await b.as('unit', 'officer'), await b.as('unit', 'approver')];
  const company = await b.as('company', 'officer');
  const theirs = await a.as('company', 'officer');
  const judge = (contractId: string, by: ActorContext, given: { versionN?: number; earlierVersionN?: number } = {}) =>
    codeOf(judgeOverlap(by, { contractId, versionN: 1, earlierId: first, earlierVersionN: 1, reason, ...given }));
  return { ctx, a, b, c, first, legal, officer, approver, company, theirs, judge };
}

test('other words for the field are no other field: nobody signs before the lawyer has judged it, and the other side learns nothing of it', async () => {
  const { b, first, legal, officer, approver, company, theirs, judge } = await scene();
  const contractId = await b.agreed(other);
  const reads = async (of: ActorContext) => (await contractPage(of, contractId)).conflicts;
  expect(await reads(officer)).toMatchObject([{ severity: 'block', cure: 'judge' }]);
  expect(await reads(company)).toEqual([]);
  expect(await codeOf(b.sign(contractId, 'unit'))).toBe('conflict');
  await expect(b.sign(contractId, 'company')).rejects.toMatchObject({ params: { says: hiddenConflict } });
  const head = async (of: ActorContext) => {
    const { steps, deeds } = await contractPage(of, contractId);
    return [steps[0]?.key, steps[0]?.isAsked, deeds.includes('sign')];
  };
  const signer = await b.as('company', 'approver');
  expect([await head(legal), await head(approver)]).toEqual([
    ['clearance', true, false],
    ['clearance', false, false],
  ]);
  expect(await head(signer)).toEqual(['sign', true, true]);
  const rows = async (of: ActorContext) =>
    (await listTodos(of)).flatMap(({ kind, subjectId, isMine }) => (subjectId === contractId ? [[kind, isMine]] : []));
  expect([await rows(legal), await rows(approver)]).toEqual([[['contract.judge', true]], [['contract.judge', false]]]);
  expect((await clearancePage(legal, contractId)).open).toMatchObject([{ isJudged: true, isOwed: false }]);
  for (const by of [officer, approver, company, theirs]) expect(await judge(contractId, by)).toBe('forbidden');
  expect(await judge(contractId, legal, { versionN: 2 })).toBe('state_changed');
  expect(await judge(contractId, legal, { earlierVersionN: 2 })).toBe('state_changed');
  const told = () => db.$count(notices);
  const before = await told();
  expect((await Promise.all([judge(contractId, legal), judge(contractId, legal)])).toSorted()).toEqual([
    'done',
    'state_changed',
  ]);
  expect(await told()).toBe(before);
  // The unit's own: on its pages and in its decision file, in no evidence, and on neither company's page.
  expect((await contractPage(officer, contractId)).clearances).toMatchObject([
    { ground: 'words', reason, by: legal.actor.name, file: null },
  ]);
  expect((await clearancePage(legal, first)).ofThis).toMatchObject([{ laterId: contractId, ground: 'words', reason }]);
  expect(JSON.stringify(await paperOfDecision(officer, contractId))).toContain(reason);
  for (const [of, id] of [
    [company, contractId],
    [theirs, first],
  ] as const) {
    const { clearances, claimedConsents } = await contractPage(of, id);
    expect([clearances, claimedConsents]).toEqual([[], []]);
    expect(JSON.stringify(await paperOfDecision(await asOwner(of), id))).not.toContain(reason);
  }
  expect(await db.$count(signingEvidence, eq(signingEvidence.kind, 'grant_cleared'))).toBe(0);
  const audited = await db.select().from(auditLines).where(eq(auditLines.subjectId, contractId));
  expect(audited.map(({ deed }) => deed)).toContain('contract.judge_overlap');
  expect(await codeOf(b.sign(contractId, 'unit'))).toBe('done');
  expect((await b.sign(contractId, 'company')).state).toBe('performing');
});

/** Decision files are read by who takes part in approvals. */
const asOwner = async (of: ActorContext): Promise<ActorContext> => ({
  ...of,
  actor: { ...of.actor, org: of.actor.org && { ...of.actor.org, roles: ['approver'] } },
});

test('a judgement counts for the words that were read: changed again they are judged again; where they meet it is not asked for', async () => {
  const { b, c, legal, company, judge } = await scene();
  const contractId = await b.offer(other);
  expect(await judge(contractId, legal)).toBe('done');
  await counterContract(company, { contractId, versionN: 1, terms: soundTerms({ fieldOfUse: '宠物饲料' }) });
  await agreeContract(await b.as('unit', 'officer'), { contractId, versionN: 2 });
  expect(await codeOf(b.sign(contractId, 'unit', 2))).toBe('conflict');
  expect(await judge(contractId, legal, { versionN: 2 })).toBe('done');
  expect(await codeOf(b.sign(contractId, 'unit', 2))).toBe('done');
  // The same words, or wider ones, are no matter of judgement.
  const meets = await c.offer({}, 'company');
  expect(await judge(meets, legal)).toBe('state_changed');
});

test('an adjective does not take the lawyer past a denial: what was contradicted is cleared with its paper and its days', async () => {
  const { ctx, b, first, legal, approver, company, theirs, judge } = await scene();
  const [row] = await db.select().from(contracts).where(eq(contracts.id, first));
  const named = { ownClauses: [`${row!.no} 的食品用途不受影响。`] };
  const contractId = await b.offer(named);
  const file = await receivedPdf(ctx, '同意书.pdf');
  const said = { contractId, earlierId: first, earlierVersionN: 1, reason: `${reason}，互不重叠，各有各的渠道`, file };
  await clearGrant(approver, { ...said, versionN: 1, ground: 'consent' });
  const [claim] = (await contractPage(theirs, first)).claimedConsents;
  await denyConsent(theirs, { contractId: first, clearanceId: claim!.id, reason: '这份同意书上的公章不是我方的' });
  const terms = soundTerms({ ...named, ...other });
  await counterContract(company, { contractId, versionN: 1, terms });
  expect(await judge(contractId, legal, { versionN: 2 })).toBe('state_changed');
  await clearGrant(legal, { ...said, versionN: 2, ground: 'apart', file: await receivedPdf(ctx, '意见.pdf') });
  expect((await clearancePage(legal, contractId)).said[0]).toMatchObject({ standing: { state: 'review' } });
});

test('of a change it is judged before it is sent; a licence for everybody beside another asks for nothing', async () => {
  const { ctx, b, legal, officer, approver, judge } = await scene();
  const contractId = await b.agreed(other);
  await judge(contractId, legal);
  await b.sign(contractId, 'unit');
  await b.sign(contractId, 'company');
  const { versionN } = await prepareAmendment(officer, {
    contractId,
    baseVersionN: 1,
    effectiveOn: dayOf(ctx.now()),
    reason: '改用途',
    terms: soundTerms({ fieldOfUse: '宠物饲料' }),
  });
  const send = () => codeOf(proposeAmendment(approver, { contractId, versionN }));
  expect(await send()).toBe('conflict');
  expect((await clearancePage(legal, contractId)).open).toMatchObject([{ versionN, isJudged: true }]);
  expect(await judge(contractId, legal, { versionN })).toBe('done');
  expect(await send()).toBe('done');
  const { b: free, c } = await grantScene(db);
  await free.signed();
  const second = await c.agreed(other);
  expect([await codeOf(c.sign(second, 'unit')), await codeOf(c.sign(second, 'company'))]).toEqual(['done', 'done']);
});

test('a judgement is a row without a paper; any other statement is none', async () => {
  const { b, legal, judge } = await scene();
  const contractId = await b.offer(other);
  await judge(contractId, legal);
  const [row] = await db.select().from(grantClearances).where(eq(grantClearances.contractId, contractId));
  expect(row).toMatchObject({ ground: 'words', fileId: null, isPaperless: false, statedBy: legal.actor.userId });
  const { id: _, ...rest } = row!;
  await expect(db.insert(grantClearances).values({ ...rest, ground: 'apart' })).rejects.toMatchObject({
    cause: { constraint_name: 'grant_clearances_paper' },
  });
});
