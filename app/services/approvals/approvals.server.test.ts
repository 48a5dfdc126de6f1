import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { ApprovalStep } from '#app/domain/approval.ts';
import type { Database } from '#db/client.server.ts';
import { approvalDecisions, approvals, auditLines, contracts } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makePerson, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import type { ActorContext } from '../context.server.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { paperOfApprovalForm } from '../papers/approval-form-paper.server.ts';
import { paperOfDecision } from '../papers/decision-paper.server.ts';
import { signingPage } from '../signing/queries.server.ts';
import { decideStep, type StepDecision } from './decide-step.server.ts';
import { approvalPage } from './queries.server.ts';
import { setApprovalChain } from './set-approval-chain.server.ts';
import { startApproval } from './start-approval.server.ts';
import { withdrawApproval } from './withdraw-approval.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const steps: ApprovalStep[] = [
  { name: '部门负责人', way: 'page', role: 'approver' },
  { name: '分管领导', way: 'page', role: 'owner' },
  { name: '校长办公会', way: 'paper', role: 'approver' },
];
const facts = {
  valuation: 'none',
  valuationNote: '参照近三年同类许可协商',
  relation: 'none',
  relationNote: '',
  note: '',
} as const;

/** A private unit, so that no publicity stands in the way, whose contract of 2,000,000.00 waits for signatures. */
async function world() {
  const ctx = makeContext(db, { now: testClock('2026-11-02T02:00:00Z').now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  await setApprovalChain(await talk.as('unit', 'owner'), { fromFen: 100_000_000n, steps });
  const proposed = await proposeContract(await talk.as('unit', 'officer'), {
    dealId: talk.deal.id,
    terms: soundTerms(),
  });
  const { id: contractId, versionN } = await agreeContract(await talk.as('company', 'officer'), {
    contractId: proposed.id,
    versionN: proposed.versionN,
  });
  const officer = await talk.as('unit', 'officer');
  const start = () => startApproval(officer, { contractId, versionN, ...facts });
  const pass = (actor: ActorContext, approvalId: string, position: number, given: Partial<StepDecision> = {}) =>
    decideStep(actor, { approvalId, position, outcome: 'passed', note: '', file: null, ...given });
  return { ctx, talk, contractId, versionN, officer, start, pass };
}

async function scan(actor: ActorContext) {
  const bytes = Buffer.from(`%PDF-1.4\n${Math.random()}\n%%EOF`);
  return { ...(await actor.files.put(Readable.from([bytes]), 1_000_000)), name: '会议纪要.pdf' };
}

test('signing waits for the whole chain; the other party, which has none, signs at once', async () => {
  const { talk, contractId, versionN, officer, start, pass } = await world();
  const deed = { contractId, versionN };
  const signer = await talk.as('unit', 'approver');
  expect(await codeOf(signContract(signer, deed))).toBe('approval_required');
  expect(await codeOf(signContract(await talk.as('company', 'approver'), deed))).toBe('done');
  const head = async (actor: ActorContext) => {
    const [step] = (await contractPage(actor, contractId)).steps;
    return [step?.title, step?.isAsked];
  };
  expect(await head(officer)).toEqual(['请发起内部审批，批准后签署', true]);
  const { id } = await start();
  expect(await head(signer)).toEqual(['请审批第 1 版（部门负责人）', true]);
  expect(await head(officer)).toEqual([`等${signer.actor.name}（部门负责人）审批第 1 版`, false]);
  await pass(signer, id, 0);
  expect((await head(signer))[1]).toBe(false);
  await pass(await talk.as('unit', 'owner'), id, 1);
  expect(await head(officer)).toEqual(['请记录第 1 版的线下审批（校长办公会）', true]);
  expect(await codeOf(signContract(signer, deed))).toBe('approval_required');
  expect((await signingPage(signer, contractId)).awaitsApproval).toBe(true);
  expect((await signingPage(await talk.as('company', 'approver'), contractId)).awaitsApproval).toBe(false);
  expect((await pass(officer, id, 2, { file: await scan(officer) })).state).toBe('approved');
  expect((await signingPage(signer, contractId)).awaitsApproval).toBe(false);
  expect(await codeOf(signContract(signer, deed))).toBe('done');
  const deeds = await db.select({ deed: auditLines.deed }).from(auditLines).where(eq(auditLines.subjectId, contractId));
  expect(deeds.filter((row) => row.deed.startsWith('approval.')).map((row) => row.deed)).toEqual([
    'approval.start',
    'approval.pass',
    'approval.pass',
    'approval.pass',
  ]);
});

test('a step is decided in its turn, by its role, by another person than the one before and the one who began', async () => {
  const { ctx, talk, start, pass } = await world();
  const { id } = await start();
  expect(await codeOf(pass(await talk.as('unit', 'owner'), id, 1))).toBe('state_changed');
  expect(await codeOf(pass(await talk.as('unit', 'owner'), id, 0))).toBe('forbidden');
  expect(await codeOf(pass(await talk.as('unit', 'inventor'), id, 0))).toBe('forbidden');
  const both = await makePerson(db, talk.unit, ['officer', 'approver', 'owner']);
  const double = await asActor(ctx, both, { proved: true });
  // The desk asks him for no step that he is refused, and another of the role for it.
  const isAsked = async (actor: ActorContext, kind: string) =>
    (await listTodos(actor)).find((todo) => todo.kind === kind)?.isMine;
  expect(await isAsked(double, 'approval.approver')).toBe(true);
  await pass(double, id, 0);
  expect(await codeOf(pass(double, id, 1))).toBe('invalid');
  expect(await isAsked(double, 'approval.owner')).toBe(false);
  expect(await isAsked(await talk.as('unit', 'owner'), 'approval.owner')).toBe(true);
  await withdrawApproval(double, id);
  const again = await startApproval(double, { contractId: (await approvalOf(id)).contractId, versionN: 1, ...facts });
  expect(await codeOf(pass(double, again.id, 0))).toBe('invalid');
});

const approvalOf = async (id: string) => {
  const [row] = await db.select().from(approvals).where(eq(approvals.id, id));
  if (row === undefined) throw new Error('no approval');
  return row;
};

test('a step on paper needs its scan, which the unit alone may fetch', async () => {
  const { talk, officer, start, pass } = await world();
  const { id } = await start();
  await pass(await talk.as('unit', 'approver'), id, 0);
  await pass(await talk.as('unit', 'owner'), id, 1);
  expect(await codeOf(pass(officer, id, 2))).toBe('invalid');
  await pass(officer, id, 2, { file: await scan(officer) });
  const [row] = await db
    .select()
    .from(approvalDecisions)
    .where(and(eq(approvalDecisions.approvalId, id), eq(approvalDecisions.position, 2)));
  const fileId = row?.fileId ?? '';
  expect((await getFile(officer, fileId)).name).toBe('会议纪要.pdf');
  expect(await codeOf(getFile(await talk.as('company', 'officer'), fileId))).toBe('not_found');
  expect(await codeOf(getFile(await talk.as('unit', 'inventor'), fileId))).toBe('not_found');
});

test('what is returned blocks; it may be begun again, and both runs stay in the decision file', async () => {
  const { talk, contractId, start, pass } = await world();
  const first = await start();
  const back = { outcome: 'returned', note: '请补充同类许可的价格' } as const;
  expect((await pass(await talk.as('unit', 'approver'), first.id, 0, back)).state).toBe('returned');
  await start();
  const { runs, mayStart } = await approvalPage(await talk.as('unit', 'officer'), contractId);
  expect(runs.map((run) => run.state)).toEqual(['open', 'returned']);
  expect(mayStart).toBe(false);
  const paper = JSON.stringify(await paperOfDecision(await talk.as('unit', 'officer'), contractId));
  expect(paper).toContain('请补充同类许可的价格');
  expect(paper).toContain('参照近三年同类许可协商');
});

test('the printed form has what was decided and room for the rest; the other party gets its own, empty', async () => {
  const { talk, contractId, officer, start, pass } = await world();
  const { id } = await start();
  await pass(await talk.as('unit', 'approver'), id, 0, { note: '条件合适' });
  const rows = async (actor: ActorContext) => {
    const { blocks } = await paperOfApprovalForm(actor, contractId);
    return blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  };
  const own = await rows(officer);
  expect(own[0]?.[1]).toBe('同意：条件合适');
  expect(own.slice(1).map((row) => row[2])).toEqual(['', '']);
  expect(JSON.stringify(await paperOfApprovalForm(officer, contractId))).toContain('参照近三年同类许可协商');
  const theirs = await talk.as('company', 'officer');
  expect(JSON.stringify(await paperOfApprovalForm(theirs, contractId))).not.toContain('条件合适');
  expect((await rows(theirs)).every(([name]) => name === '')).toBe(true);
  expect(await codeOf(paperOfApprovalForm(await talk.as('unit', 'inventor'), contractId))).toBe('not_found');
});

test('a chain for a kind asks its kind alone, and comes before one for all', async () => {
  const { talk, contractId, officer } = await world();
  const owner = await talk.as('unit', 'owner');
  const one = steps.slice(0, 1);
  const chainOf = async () => (await approvalPage(officer, contractId)).chain;
  await setApprovalChain(owner, { contractKind: 'service', fromFen: 0n, steps: one });
  expect(await chainOf()).toMatchObject({ contractKind: 'all', fromFen: 100_000_000n });
  await setApprovalChain(owner, { contractKind: 'pay_later', fromFen: 0n, steps: one });
  expect(await chainOf()).toMatchObject({ contractKind: 'pay_later', fromFen: 0n });
  await setApprovalChain(owner, { contractKind: 'pay_later', fromFen: 0n, steps: [] });
  expect(await chainOf()).toMatchObject({ contractKind: 'all' });
});

test('two decide the same step in the same second: one wins, the other is told', async () => {
  const { ctx, talk, start, pass } = await world();
  const { id } = await start();
  const other = await asActor(ctx, await makePerson(db, talk.unit, ['approver']), { proved: true });
  const codes = await Promise.all([
    codeOf(pass(await talk.as('unit', 'approver'), id, 0)),
    codeOf(pass(other, id, 0, { outcome: 'returned', note: '不同意' })),
  ]);
  expect(codes.toSorted()).toEqual(['done', 'state_changed']);
  expect(await db.$count(approvalDecisions, eq(approvalDecisions.approvalId, id))).toBe(1);
});

test('two begin at once: one run; an approval of an older version is worth nothing for the new one', async () => {
  const { talk, contractId, versionN, start } = await world();
  const codes = await Promise.all([codeOf(start()), codeOf(start())]);
  expect(codes.toSorted()).toEqual(['done', 'state_changed']);
  await db
    .update(contracts)
    .set({ versionN: versionN + 1 })
    .where(eq(contracts.id, contractId));
  const [run] = await db.select().from(approvals).where(eq(approvals.contractId, contractId));
  const late = decideStep(await talk.as('unit', 'approver'), {
    approvalId: run?.id ?? '',
    position: 0,
    outcome: 'passed',
    note: '',
    file: null,
  });
  expect(await codeOf(late)).toBe('state_changed');
});

test('below the threshold nothing is asked; an ended chain asks nothing of what was not begun', async () => {
  const { talk, contractId, versionN } = await world();
  const owner = await talk.as('unit', 'owner');
  await setApprovalChain(owner, { fromFen: 100_000_000n, steps: [] });
  expect(await codeOf(setApprovalChain(owner, { fromFen: 100_000_000n, steps: [] }))).toBe('state_changed');
  await setApprovalChain(owner, { fromFen: 300_000_000n, steps });
  expect(await codeOf(signContract(await talk.as('unit', 'approver'), { contractId, versionN }))).toBe('done');
});

test('others: no chain without the owner, no page or file for the other party or a stranger', async () => {
  const { ctx, talk, contractId, start } = await world();
  expect(await codeOf(setApprovalChain(await talk.as('unit', 'approver'), { fromFen: 0n, steps }))).toBe('forbidden');
  const { id } = await start();
  const rival = await asActor(ctx, await makePerson(db, talk.company, ['officer', 'approver']), { proved: true });
  expect(await codeOf(withdrawApproval(rival, id))).toBe('not_found');
  expect((await approvalPage(rival, contractId)).runs).toEqual([]);
  const stranger = (await makeTalkingDeal(ctx)).as('unit', 'officer');
  expect(await codeOf(approvalPage(await stranger, contractId))).toBe('not_found');
  expect(await codeOf(paperOfDecision(await talk.as('unit', 'inventor'), contractId))).toBe('not_found');
});
