import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { type ActorContext, inTransaction, systemContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { dayOf } from '#app/domain/days.ts';
import { valueKeys } from '#app/domain/evaluation.ts';
import { openedPapers } from '#app/domain/review.ts';
import {
  achievementAttachments,
  achievements,
  achievementVersions,
  deadlines,
  deals,
  evaluations,
  files,
  notices,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import {
  achievementData,
  asActor,
  makeAchievement,
  makeContext,
  makeOrganisation,
  makePerson,
  testClock,
} from '#seeds/make.ts';
import { makeTalkingDeal } from '#seeds/make-talking-deal.ts';
import { loadDocuments } from '#search/load.server.ts';
import { clearAchievement } from '../achievements/clear-achievement.server.ts';
import { recallAchievement } from '../achievements/recall-achievement.server.ts';
import { reopenAchievement } from '../achievements/reopen-achievement.server.ts';
import { submitAchievement } from '../achievements/submit-achievement.server.ts';
import { withdrawAchievement } from '../achievements/withdraw-achievement.server.ts';
import { getOwnAchievement, getPublicAchievement } from '../achievements/queries.server.ts';
import { removeAttachment } from '../attachments/remove-attachment.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { reviewMark } from '../attachments/papers-mark.server.ts';
import { remindExpert, tellOfLateReport } from './act-on-evaluation-date.server.ts';
import { joinPanel, recuseExpert, scoreAsExpert } from './answer-as-expert.server.ts';
import { assessTrl, decideTrl } from './assess-trl.server.ts';
import { listEvaluationTodos } from './evaluation-todos.server.ts';
import { collectScores } from './collect-scores.server.ts';
import { followRecord } from './follow-record.server.ts';
import { getEvaluation, scoresToReport } from './evaluation-queries.server.ts';
import { issueEvaluation, refuseReleased } from './issue-evaluation.server.ts';
import { closeReport, openReport } from './open-report.server.ts';
import { getPublicEvaluation } from './public-evaluation.server.ts';
import { getOwnEvaluation } from './queries.server.ts';
import { releasePapers } from './release-papers.server.ts';
import { postponeEvaluation } from './postpone-evaluation.server.ts';
import { requestEvaluation } from './request-evaluation.server.ts';
import { urgeExpert } from './urge-expert.server.ts';
import { recordThirdPartyTrl } from './record-third-party-trl.server.ts';
import { answerEvaluation, inviteExpert } from './run-evaluation.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

async function scene(given: Partial<AchievementData> = {}) {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const person = await makePerson(db, unit, ['officer', 'approver']);
  const officer = await asActor(ctx, person);
  const evaluator = await asActor(ctx, await makePerson(db, agency, ['officer']));
  const { id, no } = await makeAchievement(db, unit, person, given);
  return { ctx, unit, agency, officer, evaluator, id, no, person };
}

async function paperOf(
  officer: ActorContext,
  achievementId: string,
  orgId: string,
  kind: 'test_report' | 'co_owner_consent',
  clearedAt: Date | null,
) {
  const bytes = { sha256: randomBytes(32).toString('hex'), bytes: 1, sniffedType: 'application/pdf' };
  const by = officer.actor.userId;
  const [file] = await db
    .insert(files)
    .values({ ...bytes, orgId, name: 'p.pdf', purpose: 'attachment', uploadedBy: by })
    .returning();
  const [row] = await db
    .insert(achievementAttachments)
    .values({ achievementId, fileId: file!.id, kind, title: kind, addedBy: by, clearedAt })
    .returning();
  return row!;
}

test('an evaluation runs from the commission to the report; experts declare, score alone, and their scores stay apart', async () => {
  const { ctx, unit, agency, officer, evaluator, id, person } = await scene();
  const { id: evaluationId } = await requestEvaluation(officer, { id, evaluatorOrgId: agency.id, purpose: '转化交易' });
  const waits = async (who: ActorContext) => (await listEvaluationTodos(who)).map(({ kind }) => kind);
  expect(await waits(evaluator)).toEqual(['evaluation.answer']);
  await answerEvaluation(evaluator, { id: evaluationId, event: 'accept' });
  expect(await waits(evaluator)).toEqual(['evaluation.panel']);
  await expect(inviteExpert(evaluator, { id: evaluationId, phone: person.phoneNumber! })).rejects.toMatchObject({
    params: { says: '完成单位的人员不能评价本单位的成果。' },
  });
  const experts: ActorContext[] = [];
  for (let n = 0; n < 6; n += 1) {
    const invited = await makePerson(db, null);
    await inviteExpert(evaluator, { id: evaluationId, phone: invited.phoneNumber! });
    experts.push(await asActor(ctx, invited));
  }
  const [conflicted, ...panel] = experts;
  await recuseExpert(conflicted!, evaluationId, '与完成人合作过');
  await expect(
    scoreAsExpert(panel[0]!, evaluationId, { scores: { technical: 1 }, reasons: { technical: '差' }, comment: '' }),
  ).rejects.toMatchObject({ code: 'state_changed' });
  const report = { sha256: '', bytes: 0, name: 'r.pdf' };
  const notApplicable = Object.fromEntries(
    valueKeys.filter((key) => key !== 'technical').map((key) => [key, '与这项工艺无关']),
  );
  const evidence = { technical: '第三方检测报告' };
  const whole = { id: evaluationId, evidence, notApplicable, papers: {}, conclusion: '可以转化' };
  for (const [at, expert] of panel.entries()) {
    expect(await waits(expert)).toEqual(['evaluation.join']);
    await joinPanel(expert, evaluationId);
    expect(await waits(expert)).toEqual(['evaluation.score']);
    await expect(collectScores(evaluator, { id: evaluationId })).rejects.toMatchObject({ code: 'invalid' });
    await scoreAsExpert(expert, evaluationId, {
      scores: { technical: 70 + at * 5 },
      reasons: { technical: `有依据 ${at}` },
      comment: `意见 ${at}`,
    });
  }
  expect(await waits(panel[0]!)).toEqual([]);
  expect(await waits(evaluator)).toEqual(['evaluation.collect']);
  expect((await getEvaluation(evaluator, evaluationId)).spread).toEqual([]);
  expect(await scoresToReport(evaluator, evaluationId)).toMatchObject({ spread: [], panel: [] });
  expect(JSON.stringify((await getEvaluation(panel[0]!, evaluationId)).panel)).toBe('[]');
  // The report is written by who read every score: the evaluator ends the scoring first, and nobody scores after.
  await expect(issueEvaluation(evaluator, { ...whole, report })).rejects.toMatchObject({ code: 'state_changed' });
  await expect(collectScores(officer, { id: evaluationId })).rejects.toMatchObject({ code: 'not_found' });
  await collectScores(evaluator, { id: evaluationId });
  await expect(collectScores(evaluator, { id: evaluationId })).rejects.toMatchObject({ code: 'state_changed' });
  const again = { scores: { technical: 1 }, reasons: { technical: '差' }, comment: '' };
  const { phoneNumber } = await makePerson(db, null);
  for (const late of [
    () => scoreAsExpert(panel[0]!, evaluationId, again),
    () => recuseExpert(panel[0]!, evaluationId, '同事'),
    () => inviteExpert(evaluator, { id: evaluationId, phone: phoneNumber! }),
  ]) {
    await expect(late()).rejects.toMatchObject({ code: 'state_changed' });
  }
  expect(await waits(evaluator)).toEqual(['evaluation.report']);
  expect(await scoresToReport(evaluator, evaluationId)).toMatchObject({
    spread: [{ key: 'technical', low: 70, middle: 80, high: 90 }],
    panel: panel.map((_, at) => ({ reasons: { technical: `有依据 ${at}` }, comment: `意见 ${at}` })),
  });
  // Experts read nobody else's before the report, the unit nothing at all.
  const asExpert = await getEvaluation(panel[1]!, evaluationId);
  expect(asExpert).toMatchObject({ spread: [], panel: [], whole: null });
  expect(JSON.stringify(asExpert)).not.toMatch(/有依据 0|意见 0/);
  expect(JSON.stringify(await getOwnEvaluation(officer, id))).not.toMatch(/有依据|意见/);
  // A record that comes back unchanged finds the scoring ended as before.
  const [record] = await db.select().from(achievements).where(eq(achievements.id, id));
  const system = systemContext(ctx);
  await inTransaction(system, (tx) => followRecord(tx, { ...record!, state: 'withdrawn' }, 'published'));
  expect(await scoresToReport(evaluator, evaluationId)).toMatchObject({ state: 'scored_halted', panel: [] });
  await inTransaction(system, (tx) => followRecord(tx, record!, 'withdrawn'));
  expect(await scoresToReport(evaluator, evaluationId)).toMatchObject({ state: 'scored', panelSize: 5 });
  const stored = await evaluator.files.put(Readable.from([Buffer.from('%PDF-1.4\n%%EOF')]), 1000);
  const put = { ...stored, name: 'r.pdf' };
  // Each scored value says what it rests on, each other one why it does not apply.
  await expect(
    issueEvaluation(evaluator, { ...whole, evidence: {}, notApplicable: {}, report: put }),
  ).rejects.toMatchObject({
    code: 'invalid',
    faults: valueKeys.map((key) => ({ field: key === 'technical' ? key : `na-${key}` })),
  });
  const behind = await evaluator.files.put(Readable.from([Buffer.from('%PDF-1.4\n% 2\n%%EOF')]), 1000);
  await issueEvaluation(evaluator, {
    ...whole,
    evidence: {},
    papers: { technical: { ...behind, name: 't.pdf' } },
    report: put,
  });
  // Scores are public at once; what people wrote who saw the whole record waits for the unit's secrecy reviewer.
  const early = await getPublicEvaluation(ctx, id);
  expect(early.issued[0]).toMatchObject({ wordReach: 'unopened', reportFileId: null, spread: [{ middle: 80 }] });
  expect(JSON.stringify(early)).not.toMatch(/可以转化|有依据|与这项工艺无关/);
  const member = await asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'enterprise' }), []));
  expect((await getPublicEvaluation(member, id)).issued[0]).toMatchObject({ conclusion: null, reportFileId: null });
  const reviewer = await asActor(ctx, await makePerson(db, unit, ['secrecy']));
  expect(await waits(reviewer)).toEqual(['evaluation.open']);
  await expect(openReport(officer, { evaluationId })).rejects.toMatchObject({ code: 'forbidden' });
  const elsewhere = await asActor(ctx, await makePerson(db, agency, ['secrecy']));
  await expect(openReport(elsewhere, { evaluationId })).rejects.toMatchObject({ code: 'not_found' });
  await openReport(reviewer, { evaluationId });
  await expect(openReport(reviewer, { evaluationId })).rejects.toMatchObject({ code: 'state_changed' });
  // 摘要公开: members of verified units read what speaks of the whole text, others its scores.
  for (const outside of [ctx, await asActor(ctx, await makePerson(db, null))]) {
    expect((await getPublicEvaluation(outside, id)).issued[0]).toMatchObject({
      wordReach: 'member',
      conclusion: null,
      reasons: {},
      papers: [{ fileId: null }],
      reportFileId: null,
    });
  }
  const shown = await getPublicEvaluation(member, id);
  expect(shown.issued[0]).toMatchObject({
    panelSize: 5,
    spread: [{ key: 'technical', low: 70, middle: 80, high: 90 }],
    notApplicable,
  });
  expect(shown.issued[0]!.reasons.technical?.map(({ score, text }) => [score, text])[0]).toEqual([90, '有依据 4']);
  // The evaluator reads who said it.
  expect((await getEvaluation(evaluator, evaluationId)).panel.map(({ reasons }) => reasons.technical)).toContain(
    '有依据 4',
  );
  const behindId = shown.issued[0]!.papers[0]!.fileId!;
  expect(JSON.stringify(shown)).not.toContain(panel[0]!.actor.name);
  await expect(getEvaluation(officer, evaluationId)).rejects.toMatchObject({ code: 'not_found' });
  const reportFileId = shown.issued[0]!.reportFileId!;
  const stranger = await asActor(ctx, await makePerson(db, null));
  for (const fileId of [reportFileId, behindId]) {
    await expect(getFile(stranger, fileId)).rejects.toMatchObject({ code: 'not_found' });
  }
  expect(await getFile(member, reportFileId)).toMatchObject({ name: 'r.pdf' });
  expect(await getFile(member, behindId)).toMatchObject({ name: 't.pdf' });
  await closeReport(reviewer, { evaluationId });
  await expect(getFile(member, reportFileId)).rejects.toMatchObject({ code: 'not_found' });
  await openReport(reviewer, { evaluationId });
  // 签保密协议后可见: that it was judged is public, what the judgement rests on is not.
  const data = achievementData({ name: '收起来的技术', publication: 'nda' });
  await db
    .insert(achievementVersions)
    .values({ achievementId: id, n: 2, data, sha256: 'f'.repeat(64), authorId: person.id });
  await db.update(achievements).set({ versionN: 2 }).where(eq(achievements.id, id));
  const closed = await getPublicEvaluation(member, id);
  expect(closed.issued[0]).toMatchObject({
    panelSize: 5,
    conclusion: null,
    evidence: {},
    notApplicable: {},
    reasons: {},
    papers: [{ fileId: null }],
    reportFileId: null,
  });
  expect(JSON.stringify(closed)).not.toMatch(/可以转化|检测报告|有依据/);
  await expect(getFile(member, behindId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(getFile(member, reportFileId)).rejects.toMatchObject({ code: 'not_found' });
  expect(await getFile(officer, reportFileId)).toMatchObject({ name: 'r.pdf' });
  await expect(
    requestEvaluation(officer, { id, evaluatorOrgId: officer.actor.org!.orgId, purpose: '转化交易' }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

test('an expert whose unit talks about the achievement, or bids for it, keeps out of its panel', async () => {
  const ctx = makeContext(db);
  const talk = await makeTalkingDeal(ctx, {});
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const evaluator = await asActor(ctx, await makePerson(db, agency, ['officer']));
  const officer = await talk.as('unit', 'officer');
  const { id } = await requestEvaluation(officer, {
    id: talk.deal.achievementId,
    evaluatorOrgId: agency.id,
    purpose: '转化交易',
  });
  await answerEvaluation(evaluator, { id, event: 'accept' });
  const bound = await makePerson(db, { id: talk.deal.licenseeOrgId }, ['inventor']);
  await inviteExpert(evaluator, { id, phone: bound.phoneNumber! });
  const expert = await asActor(ctx, bound);
  await expect(joinPanel(expert, id)).rejects.toMatchObject({ code: 'invalid', field: 'isFree' });
  // The talk is over: nothing binds him any more; it begins anew, and his scores are refused.
  await db.update(deals).set({ state: 'failed' }).where(eq(deals.id, talk.deal.id));
  await joinPanel(expert, id);
  await db.update(deals).set({ state: 'talking' }).where(eq(deals.id, talk.deal.id));
  await expect(
    scoreAsExpert(expert, id, { scores: { technical: 7 }, reasons: { technical: '有据' }, comment: '' }),
  ).rejects.toMatchObject({
    params: { says: expect.stringContaining('竞买这项成果') },
  });
  await recuseExpert(expert, id, '本单位在洽谈这项成果');
});

test('a readiness level is confirmed by somebody else than its author, and shown then', async () => {
  const { ctx, unit, agency, officer, id, no } = await scene({ trl: 7, trlBasis: 'third_party' });
  const answers = [1, 2, 3, 4].map((level) => ({ level, isMet: true, evidence: '报告' }));
  const assessed = await assessTrl(officer, { id, answers });
  expect(assessed.level).toBe(4);
  const decide = { assessmentId: assessed.id, event: 'confirm' as const };
  await expect(decideTrl(officer, decide)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await getPublicEvaluation(ctx, id)).trl).toBeNull();
  // A third party is claimed without a report: the unit's own word.
  expect((await getPublicAchievement(ctx, no)).trl).toEqual({ level: 7, basis: 'self' });
  const approver = await asActor(ctx, await makePerson(db, unit, ['approver']));
  expect(await listEvaluationTodos(officer)).toEqual([]);
  expect(await listEvaluationTodos(approver)).toMatchObject([{ kind: 'trl.confirm', detail: 'TRL 4' }]);
  await decideTrl(approver, decide);
  // Everybody reads whose approver it was; his own unit reads his name.
  expect((await getPublicEvaluation(ctx, id)).trl).toMatchObject({
    level: 4,
    decidedAt: approver.now(),
    confirmedBy: { org: unit.name, person: null },
  });
  expect((await getPublicEvaluation(officer, id)).trl?.confirmedBy.person).toBe(approver.actor.name);
  // What everybody reads, finds and asks for is the confirmed level, and stands until another one is confirmed.
  const shownLevel = async () => {
    const [document] = await loadDocuments(db, 'achievement', [id]);
    const { trl } = await getPublicAchievement(ctx, no);
    const own = await getOwnAchievement(officer, id);
    expect([document?.trl, document?.trlBasis]).toEqual([trl.level, trl.basis]);
    expect(own.trl).toEqual(trl);
    return [trl.level, trl.basis];
  };
  expect(await shownLevel()).toEqual([4, 'confirmed']);
  await assessTrl(officer, { id, answers: answers.slice(0, 2) });
  expect((await getPublicEvaluation(ctx, id)).trl).toMatchObject({ level: 4 });

  const report = await paperOf(officer, id, unit.id, 'test_report', null);
  const by = { kind: 'report' as const, level: 6, assessor: '省检测院', assessedOn: '2026-05-01', reportId: report.id };
  const third = (given: Partial<typeof by>) => recordThirdPartyTrl(officer, { id, by: { ...by, ...given } });
  await expect(third({ assessedOn: '2999-01-01' })).rejects.toMatchObject({ field: 'assessedOn' });
  await expect(third({ assessor: unit.name })).rejects.toMatchObject({ field: 'assessor' });
  await expect(third({ reportId: id })).rejects.toMatchObject({ field: 'reportId' });
  const recorded = await third({});
  expect(await shownLevel()).toEqual([4, 'confirmed']);
  await decideTrl(approver, { assessmentId: recorded.id, event: 'confirm' });
  // A report from outside says so in the unit's words.
  expect(await shownLevel()).toEqual([6, 'reported']);
  expect((await getPublicEvaluation(ctx, id)).trl).toMatchObject({ source: 'third_party', assessor: '省检测院' });
  // The paper stays while the level rests on it; what has to be kept secret takes the level along.
  await expect(removeAttachment(officer, report.id)).rejects.toMatchObject({ code: 'conflict' });
  const reviewer = await asActor(ctx, await makePerson(db, unit, ['secrecy']));
  await removeAttachment(reviewer, report.id);
  expect(await shownLevel()).toEqual([7, 'self']);

  // Of an evaluation issued here the level is the evaluator's, where its report states one.
  const [file] = await db.select({ id: files.id }).from(files).where(eq(files.id, report.fileId));
  const issued = (trl: { trlLevel: number; trlGround: string } | object) =>
    db
      .insert(evaluations)
      .values({
        achievementId: id,
        orgId: unit.id,
        versionN: 1,
        evaluatorOrgId: agency.id,
        purpose: '转化交易',
        state: 'issued',
        evidence: {},
        reportFileId: file!.id,
        issuedOn: '2026-05-02',
        requestedBy: officer.actor.userId,
        ...trl,
      })
      .returning();
  const [[silent], [stating]] = [await issued({}), await issued({ trlLevel: 5, trlGround: '环境试验报告' })];
  const record = (evaluationId: string) => recordThirdPartyTrl(officer, { id, by: { kind: 'issued', evaluationId } });
  await expect(record(silent!.id)).rejects.toMatchObject({ field: 'evaluationId' });
  await decideTrl(approver, { assessmentId: (await record(stating!.id)).id, event: 'confirm' });
  expect(await shownLevel()).toEqual([5, 'third_party']);
});

test('who evaluates reads no floor price, and nothing that the secrecy reviewer has not passed', async () => {
  const { agency, officer, evaluator, id } = await scene();
  const order = { id, evaluatorOrgId: agency.id, purpose: '转化交易' };
  await db.update(achievements).set({ priceFloorFen: 777_777n, state: 'unit_review' }).where(eq(achievements.id, id));
  await expect(requestEvaluation(officer, order)).rejects.toMatchObject({ code: 'state_changed' });
  await db.update(achievements).set({ state: 'published' }).where(eq(achievements.id, id));
  const { id: evaluationId } = await requestEvaluation(officer, order);
  expect((await getEvaluation(evaluator, evaluationId)).achievement).not.toHaveProperty('priceFloorFen');
});

test('the whole record and the papers its unit released are for the evaluator and experts without a conflict, no others', async () => {
  const data = { name: '收起来的工艺', publication: 'nda', abstract: '水浴三段升温', tradeSecret: '配方' } as const;
  const { ctx, agency, officer, evaluator, id, unit } = await scene(data);
  const [given, kept, uncleared, consent] = [
    await paperOf(officer, id, unit.id, 'test_report', ctx.now()),
    await paperOf(officer, id, unit.id, 'test_report', ctx.now()),
    await paperOf(officer, id, unit.id, 'test_report', null),
    await paperOf(officer, id, unit.id, 'co_owner_consent', ctx.now()),
  ];
  const order = { id, evaluatorOrgId: agency.id, purpose: '转化交易' };
  for (const refused of [uncleared, consent]) {
    await expect(requestEvaluation(officer, { ...order, papers: [refused.id] })).rejects.toMatchObject({
      field: 'papers',
    });
  }
  const { id: evaluationId } = await requestEvaluation(officer, { ...order, papers: [given.id] });
  // Before the commission is taken its title and problem are enough.
  expect(await getEvaluation(evaluator, evaluationId)).toMatchObject({ whole: null, data: { abstract: '' } });
  await expect(getFile(evaluator, given.fileId)).rejects.toMatchObject({ code: 'not_found' });
  await answerEvaluation(evaluator, { id: evaluationId, event: 'accept' });
  const seen = await getEvaluation(evaluator, evaluationId);
  expect(seen.whole?.papers.map(({ fileId }) => fileId)).toEqual([given.fileId]);
  expect(JSON.stringify(seen)).toContain('水浴三段升温');
  expect(JSON.stringify(seen)).not.toContain('配方');
  expect(await getFile(evaluator, given.fileId)).toMatchObject({ name: 'p.pdf' });
  await expect(getFile(evaluator, kept.fileId)).rejects.toMatchObject({ code: 'not_found' });

  const invited = await makePerson(db, null);
  await inviteExpert(evaluator, { id: evaluationId, phone: invited.phoneNumber! });
  const expert = await asActor(ctx, invited);
  expect((await getEvaluation(expert, evaluationId)).whole).toBeNull();
  await expect(getFile(expert, given.fileId)).rejects.toMatchObject({ code: 'not_found' });
  await joinPanel(expert, evaluationId);
  expect((await getEvaluation(expert, evaluationId)).whole).not.toBeNull();
  await getFile(expert, given.fileId);
  await releasePapers(officer, { evaluationId, papers: [kept.id] });
  await getFile(expert, kept.fileId);
  // What was given to be read is no paper of the report.
  const [behind] = await db.select().from(files).where(eq(files.id, given.fileId));
  const again = { sha256: behind!.sha256, bytes: 1, name: 'again.pdf' };
  await expect(
    refuseReleased(evaluator, { id: evaluationId, papers: { technical: again }, report: again }),
  ).rejects.toMatchObject({
    faults: [{ field: 'paper-technical' }, { field: 'file' }],
  });
  // What must stay closed closes for them, too; the same text cleared anew opens again.
  const reviewer = await asActor(ctx, await makePerson(db, unit, ['secrecy', 'approver', 'officer']));
  const stateNow = async () => (await getEvaluation(evaluator, evaluationId)).row.state;
  const comesBack = async () => {
    await submitAchievement(officer, { id });
    const seen = async () =>
      reviewMark(reviewer, (await db.select().from(achievements).where(eq(achievements.id, id)))[0]!, true);
    await clearAchievement(reviewer, { id, checks: [openedPapers.key], seen: await seen() });
  };
  await withdrawAchievement(reviewer, { id });
  expect(await stateNow()).toBe('halted');
  for (const reader of [evaluator, expert]) {
    expect((await getEvaluation(reader, evaluationId)).whole).toBeNull();
    await expect(getFile(reader, given.fileId)).rejects.toMatchObject({ code: 'not_found' });
  }
  const told = await db.select().from(notices).where(eq(notices.userId, expert.actor.userId));
  expect(told.map(({ kind }) => kind)).toContain('evaluation.halt');
  // Days that come meanwhile tell nobody; they have their dates again when it goes on.
  const [seat] = (await getEvaluation(evaluator, evaluationId)).panel;
  const isTheirs = inArray(deadlines.subjectId, [evaluationId, seat!.id]);
  const dates = async () =>
    (
      await db
        .select()
        .from(deadlines)
        .where(and(isTheirs, isNull(deadlines.doneAt)))
    )
      .map(({ kind }) => kind)
      .toSorted();
  await tellOfLateReport(ctx, evaluationId);
  await remindExpert('remind')(ctx, seat!.id);
  await remindExpert('due')(ctx, seat!.id);
  expect(await dates()).toEqual([]);
  await reopenAchievement(officer, { id });
  await comesBack();
  expect(await stateNow()).toBe('running');
  expect(await dates()).toEqual(['due', 'remind', 'report']);
  await getFile(expert, given.fileId);
  await recuseExpert(expert, evaluationId, '想起来合作过');
  expect((await getEvaluation(expert, evaluationId)).whole).toBeNull();
  await expect(getFile(expert, given.fileId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(releasePapers(evaluator, { evaluationId, papers: [given.id] })).rejects.toMatchObject({
    code: 'forbidden',
  });
  // Another text was never commissioned: what was stopped is not opened for it.
  await recallAchievement(officer, { id });
  expect(await stateNow()).toBe('halted');
  const changed = achievementData({ ...data, abstract: '改过的简介' });
  await db
    .insert(achievementVersions)
    .values({ achievementId: id, n: 2, data: changed, sha256: 'e'.repeat(64), authorId: officer.actor.userId });
  await db.update(achievements).set({ versionN: 2 }).where(eq(achievements.id, id));
  await comesBack();
  expect(await stateNow()).toBe('withdrawn');
  expect((await getEvaluation(evaluator, evaluationId)).whole).toBeNull();
});

test('an evaluation has days: they stand on the desks, experts are reminded and urged, who is late is told', async () => {
  const clock = testClock('2026-11-21T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const unit = await makeOrganisation(db, { kind: 'university' });
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const evaluator = await asActor(ctx, await makePerson(db, agency, ['officer']));
  const { id } = await makeAchievement(db, unit, person);
  const order = { id, evaluatorOrgId: agency.id, purpose: '转化交易', dueOn: '2027-01-20' };
  const { id: evaluationId } = await requestEvaluation(officer, order);
  await answerEvaluation(evaluator, { id: evaluationId, event: 'accept' });
  const desk = async (who: ActorContext) =>
    (await listEvaluationTodos(who)).map(({ kind, detail, dueAt }) => [kind, detail, dueAt && dayOf(dueAt)]);
  expect(await desk(evaluator)).toEqual([['evaluation.panel', `${unit.name}，还缺 5 位专家`, '2027-01-20']]);
  const invited = await makePerson(db, null);
  await inviteExpert(evaluator, { id: evaluationId, phone: invited.phoneNumber! });
  const expert = await asActor(ctx, invited);
  expect(await desk(expert)).toEqual([['evaluation.join', agency.name, '2026-12-05']]);
  const [seat] = (await getEvaluation(evaluator, evaluationId)).panel;
  const toldOf = async ({ actor }: ActorContext) =>
    (await db.select().from(notices).where(eq(notices.userId, actor.userId))).map(({ kind }) => kind).toSorted();
  clock.moveDays(11);
  await sweepDeadlines(ctx);
  await sweepDeadlines(ctx);
  expect(await toldOf(expert)).toEqual(['evaluation.invite', 'evaluation.remind']);
  const urge = (dueOn?: string) => urgeExpert(evaluator, { id: evaluationId, expertId: seat!.id, dueOn });
  await expect(urgeExpert(officer, { id: evaluationId, expertId: seat!.id })).rejects.toMatchObject({
    code: 'not_found',
  });
  await urge('2026-12-10');
  await expect(urge()).rejects.toMatchObject({ code: 'invalid' });
  expect((await desk(expert))[0]?.[2]).toBe('2026-12-10');
  clock.moveDays(20);
  await sweepDeadlines(ctx);
  expect(await toldOf(expert)).toEqual([
    'evaluation.invite',
    'evaluation.late',
    'evaluation.remind',
    'evaluation.remind',
    'evaluation.urge',
  ]);
  const lateDesk = [
    ['evaluation.panel', `${unit.name}，还缺 4 位专家，1 位没有答复，1 位已过约定的日子`, '2026-12-10'],
  ];
  expect(await desk(evaluator)).toEqual(lateDesk);
  await recuseExpert(expert, evaluationId, '合作过');
  await expect(urge()).rejects.toMatchObject({ code: 'state_changed' });
  await expect(postponeEvaluation(evaluator, { evaluationId, dueOn: '2027-02-20' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await postponeEvaluation(officer, { evaluationId, dueOn: '2027-02-20' });
  clock.moveDays(45);
  await sweepDeadlines(ctx);
  expect(await toldOf(evaluator)).toEqual(['evaluation.postpone', 'evaluation.request']);
  clock.moveDays(20);
  await sweepDeadlines(ctx);
  await sweepDeadlines(ctx);
  expect(await toldOf(evaluator)).toEqual(['evaluation.overdue', 'evaluation.postpone', 'evaluation.request']);
});
