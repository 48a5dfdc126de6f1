import { eq } from 'drizzle-orm';
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { contracts, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makePerson, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { objector } from '#seeds/make-objector.ts';
import { getFile } from '../files/get-file.server.ts';
import { paperOfDecision } from '../papers/decision-paper.server.ts';
import { paperOfPublicity } from '../papers/publicity-paper.server.ts';
import { acceptDismissal } from './accept-dismissal.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { correctNotice } from './correct-notice.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { decideObjection } from './decide-objection.server.ts';
import { endPublicity } from './end-publicity.server.ts';
import { fileObjection } from './file-objection.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { noteReading } from './note-reading.server.ts';
import { readersOf } from './notice-readers.server.ts';
import { findNoticeObjectedTo, getPublicNotice } from './public-notice-queries.server.ts';
import { publicityPage } from './publicity-queries.server.ts';
import { contractPage } from './queries.server.ts';
import { signContract } from './sign-contract.server.ts';
import { startPublicity } from './start-publicity.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const grounds = '公示遗漏了与受让企业的关联关系，请补充后重新公示。';

test('an objection brings its evidence; upheld of the notice alone, the agreed terms stand and the notice, put right, stands anew', async () => {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx);
  const officer = await talk.as('unit', 'officer');
  const { id: contractId } = await proposeContract(officer, { dealId: talk.deal.id, terms: soundTerms() });
  const deed = { contractId, versionN: 1 };
  const notice = { ...deed, audience: 'unit', contact: '科技处' } as const;
  await agreeContract(await talk.as('company', 'officer'), deed);
  const first = await startPublicity(officer, notice);

  const paper = {
    ...(await ctx.files.put(Readable.from([Buffer.from(`%PDF-1.7 ${Math.random()}`)]), 100)),
    name: '股权查询.pdf',
  };
  const odd = { ...(await ctx.files.put(Readable.from([Buffer.from('MZ not a paper')]), 100)), name: '程序.pdf' };
  const inventor = await talk.as('unit', 'inventor');
  const filing = { ...objector, publicityId: first.id, grounds };
  expect(await codeOf(fileObjection(inventor, { ...filing, papers: [paper, odd] }))).toBe('file_refused');
  const objection = await fileObjection(inventor, { ...filing, papers: [paper] });

  const page = async (side: 'unit' | 'company', role: 'approver' | 'officer') =>
    publicityPage(await talk.as(side, role), contractId);
  const [file] = (await page('unit', 'approver')).objections[0]!.papers;
  expect(file).toMatchObject({ name: '股权查询.pdf', sha256: paper.sha256 });
  expect((await page('company', 'officer')).objections[0]!.papers).toEqual([]);
  expect(await codeOf(getFile(await talk.as('unit', 'approver'), file!.fileId))).toBe('done');
  expect(await codeOf(getFile(inventor, file!.fileId))).toBe('done');
  expect(await codeOf(getFile(await talk.as('company', 'officer'), file!.fileId))).toBe('not_found');

  const decision = '确有遗漏，更正后重新公示。';
  await correctNotice(await talk.as('unit', 'approver'), { objectionId: objection.id, decision });
  expect((await db.select().from(contracts).where(eq(contracts.id, contractId)))[0]).toMatchObject({
    state: 'agreed',
    versionN: 1,
  });
  expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).toBe('publicity_running');
  const annulled = await contractPage(officer, contractId);
  expect(annulled).toMatchObject({ hasVoidNotice: true, owesCorrection: true });
  expect(annulled.steps[0]?.title).toContain('公示的异议成立，公示作废');
  // The very words that were objected to do not stand again.
  await expect(startPublicity(officer, notice)).rejects.toMatchObject({ code: 'invalid', field: 'correction' });

  const correction = '补充：双方无股权关联，交易已按规定披露。';
  clock.moveDays(1);
  const second = await startPublicity(officer, { ...notice, correction });
  expect(second).toMatchObject({ contractVersionN: 1, notice: { correction } });
  expect(await codeOf(startPublicity(officer, notice))).toBe('state_changed');
  const now = await page('unit', 'officer');
  expect(now.publicity.id).toBe(second.id);
  expect(now.earlier).toMatchObject([{ versionN: 1, objections: [{ state: 'corrected', decision }] }]);
  expect((await page('company', 'officer')).earlier).toEqual([]);

  // Who opened the notice while it stood is in the unit's decision file, once each; a notice that is over gains no readers.
  for (const [side, role] of [
    ['unit', 'officer'],
    ['company', 'officer'],
    ['unit', 'officer'],
  ] as const) {
    const reader = await talk.as(side, role);
    await noteReading(reader, await publicityPage(reader, contractId));
  }
  expect((await readersOf(ctx, second.id)).map(({ orgId }) => orgId)).toEqual([
    talk.deal.licensorOrgId,
    talk.deal.licenseeOrgId,
  ]);
  clock.moveDays(17);
  await endPublicity(ctx, second.id);
  const words = JSON.stringify(await paperOfPublicity(officer, contractId));
  expect(words).toContain('无异议证明');
  for (const said of [grounds, decision, correction, paper.sha256]) expect(words).toContain(said);
  const decisionFile = JSON.stringify(await paperOfDecision(await talk.as('unit', 'approver'), contractId));
  expect(decisionFile).toContain(grounds);
  expect(decisionFile).toContain('共 2 人在公示期间打开过公示');
  const late = await talk.as('unit', 'approver');
  await noteReading(late, await publicityPage(late, contractId));
  expect(await readersOf(ctx, second.id)).toHaveLength(2);
  expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).not.toBe('publicity_running');
});

test('what else was objected goes on with the notice that is put right; of a notice void for good nothing is left, and who objected is told', async () => {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx);
  const [officer, approver] = [await talk.as('unit', 'officer'), await talk.as('unit', 'approver')];
  const { id: contractId } = await proposeContract(officer, { dealId: talk.deal.id, terms: soundTerms() });
  const deed = { contractId, versionN: 1 };
  const notice = { ...deed, audience: 'unit', contact: '科技处' } as const;
  await agreeContract(await talk.as('company', 'officer'), deed);
  const first = await startPublicity(officer, notice);
  const person = await makePerson(db, talk.unit, ['inventor']);
  const [inventor, other] = [await talk.as('unit', 'inventor'), await asActor(ctx, person)];
  const typo = await fileObjection(inventor, { ...objector, publicityId: first.id, grounds });
  const price = await fileObjection(other, {
    ...objector,
    publicityId: first.id,
    grounds: '价格明显低于评估值，请核实依据。',
  });
  const third = await fileObjection(other, {
    ...objector,
    publicityId: first.id,
    grounds: '受让方的履行能力没有核实过。',
  });

  // While somebody may still ask for his review the notice stays.
  await decideObjection(approver, { objectionId: third.id, outcome: 'dismiss', decision: '已经核实。' });
  expect(await codeOf(correctNotice(approver, { objectionId: typo.id, decision: '电话有误。' }))).toBe('invalid');
  await acceptDismissal(other, { objectionId: third.id });
  await correctNotice(approver, { objectionId: typo.id, decision: '电话有误。' });

  const shown = async (version: number) => (await publicityPage(approver, contractId, { version })).objections;
  expect((await publicityPage(approver, contractId)).mayDecide).toBe(false);
  expect(await shown(1)).toContainEqual(
    expect.objectContaining({ id: price.id, course: expect.objectContaining({ isWaiting: true, mayDecide: false }) }),
  );
  const answer = { objectionId: price.id, outcome: 'dismiss', decision: '评估值已附。' } as const;
  expect(await codeOf(decideObjection(approver, answer))).toBe('state_changed');

  const second = await startPublicity(officer, { ...notice, correction: '联系电话更正。' });
  expect(second.state).toBe('objected');
  expect(await shown(1)).toMatchObject([
    { id: price.id, state: 'open', course: { isWaiting: false, mayDecide: true } },
  ]);
  clock.moveDays(17);
  await endPublicity(ctx, second.id);
  expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).toBe('objection_open');

  await counterContract(officer, { ...deed, terms: soundTerms({ confidentialityYears: 6 }) });
  const kinds = async (userId: string) =>
    (await db.select().from(notices).where(eq(notices.userId, userId))).map(({ kind }) => kind);
  expect((await kinds(person.id)).filter((kind) => /void|carry/.test(kind)).toSorted()).toEqual([
    'publicity.carry',
    'publicity.void',
  ]);
  expect(await kinds(inventor.actor.userId)).not.toContain('publicity.void');
  expect(await shown(1)).toMatchObject([{ id: price.id, state: 'void' }]);

  // Of the unit no more, he reads what he objected, and nothing of the notice.
  const left = { ...other, actor: { ...other.actor, org: null } };
  expect(await codeOf(publicityPage(left, contractId))).toBe('not_found');
  expect(await findNoticeObjectedTo(left, contractId, null)).toBe(second.id);
  expect(await getPublicNotice(left, second.id)).toMatchObject({
    notice: null,
    mine: [{ id: price.id, by: objector.name }],
  });
  expect(await codeOf(getPublicNotice(await talk.as('company', 'officer'), second.id))).toBe('not_found');
});
