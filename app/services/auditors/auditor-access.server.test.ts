import { and, desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { AuditTerms } from '#app/domain/audit-terms.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import {
  auditorGrants,
  auditorOpenings,
  contracts,
  milestones,
  milestoneSubmissions,
  notices,
  outbox,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { submitMilestone } from '../contracts/submit-milestone.server.ts';
import { agreeToAudit } from './agree-to-audit.server.ts';
import { enterAsAuditor } from './enter-as-auditor.server.ts';
import { inviteAuditor, type InviteAuditor } from './invite-auditor.server.ts';
import { issueAuditorLink } from './issue-auditor-link.server.ts';
import { leaveAsAuditor } from './leave-as-auditor.server.ts';
import { openAccounts } from './open-accounts.server.ts';
import { openAuditorFile } from './open-auditor-file.server.ts';
import { listAuditors } from './queries.server.ts';
import { findReadingGrant } from './reading-grant.server.ts';
import { revokeAuditor } from './revoke-auditor.server.ts';
import { sendAuditorCode } from './send-auditor-code.server.ts';

/** From Saturday 2026-11-21 ten working days lead to Friday 4 December. */
const noticeSpan = 13;

let serial = 10_000_000 + Math.floor(Math.random() * 80_000_000);

/** A signed contract with one milestone of which evidence was handed in; it is 2026-11-21. */
async function makeWorld(audit?: AuditTerms) {
  const { db } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { contract, milestones: stones } = await makeSignedContract(db, parties, {
    terms: { milestones: [milestoneTerms()], ...(audit && { audit }) },
  });
  await db.update(milestones).set({ state: 'pending' }).where(eq(milestones.contractId, contract.id));
  serial += 1;
  const phone = `+861${3 + (serial % 7)}${String(serial).padStart(9, '0').slice(-9)}`;
  const as = (who: { id: string }, proved = true) => asActor(ctx, who, { proved });
  const today = dayOf(clock.now());
  const opensOn = addDays(today, noticeSpan);
  const input: InviteAuditor = {
    contractId: contract.id,
    name: '何查明',
    firm: '示例会计师事务所',
    phone,
    reason: '按合同核对申报收入',
    opensOn,
    endsOn: addDays(opensOn, 9),
    asksEarly: false,
  };
  const invite = async (given: Partial<InviteAuditor> = {}, who = parties.unitFinance) =>
    inviteAuditor(await as(who), { ...input, ...given });
  const issue = async (grantId: string, who = parties.unitFinance) =>
    (await issueAuditorLink(await as(who), { grantId })).token;
  const codeOf = async () => {
    const [sms] = await db
      .select()
      .from(outbox)
      .where(and(eq(outbox.recipient, phone), eq(outbox.subject, '查账验证码')))
      .orderBy(desc(outbox.createdAt), desc(outbox.id))
      .limit(1);
    return /\d{6}/.exec(sms?.body ?? '')?.[0] ?? '';
  };
  /** Link, code and session, on the first day. */
  const enter = async (grantId: string) => {
    const token = await issue(grantId);
    await sendAuditorCode(ctx, { token });
    return { token, session: await enterAsAuditor(ctx, { token, code: await codeOf() }) };
  };
  const seen = async (grantId: string) =>
    (await db.select().from(auditorOpenings).where(eq(auditorOpenings.grantId, grantId)))
      .sort((a, b) => a.id.localeCompare(b.id))
      .map(({ sight }) => sight);
  return {
    ...parties,
    db,
    ctx,
    clock,
    contract,
    milestones: stones,
    phone,
    as,
    invite,
    issue,
    codeOf,
    enter,
    seen,
    input,
  };
}

test('the licensor invites a named person, the licensee is told with the days, and nothing opens before the first', async () => {
  const world = await makeWorld();
  const grant = await world.invite();
  const told = await world.db.select().from(notices).where(eq(notices.userId, world.companyFinance.id));
  expect(told.map(({ kind, href }) => [kind, href])).toContainEqual([
    'auditor.invite',
    `/desk/contracts/${world.contract.id}/auditors`,
  ]);
  const token = await world.issue(grant.id);
  await expect(sendAuditorCode(world.ctx, { token })).rejects.toMatchObject({ code: 'state_changed' });
  await expect(enterAsAuditor(world.ctx, { token, code: '000000' })).rejects.toMatchObject({ code: 'state_changed' });
  expect(await world.seen(grant.id)).toEqual([]);
});

test('a link and the code on his phone let him in; each part he opens is written down and both parties read it', async () => {
  const world = await makeWorld();
  const grant = await world.invite();
  world.clock.moveDays(noticeSpan);
  const { token, session } = await world.enter(grant.id);
  const reading = await findReadingGrant(world.ctx, { token, session });
  expect(reading?.id).toBe(grant.id);
  const terms = await openAccounts(world.ctx, reading!, 'terms');
  expect(terms.terms?.articles.length).toBeGreaterThan(5);
  expect(terms).toMatchObject({ statements: null, evidence: null, receipts: null });
  expect((await openAccounts(world.ctx, reading!, 'statements')).statements).toMatchObject({ reports: [] });
  expect((await openAccounts(world.ctx, reading!, 'receipts')).receipts).toMatchObject({ claims: [], arrived: [] });
  expect(await world.seen(grant.id)).toEqual(['code_sent', 'entered', 'terms', 'statements', 'receipts']);
  const [ofUnit, ofCompany] = [
    await listAuditors(await world.as(world.unitFinance), world.contract.id),
    await listAuditors(await world.as(world.companyFinance), world.contract.id),
  ];
  expect(ofCompany.grants[0]?.openings).toEqual(ofUnit.grants[0]?.openings);
  expect(ofUnit.grants[0]?.openings).toHaveLength(5);
  // The number is the licensor's to know.
  expect(ofUnit.grants[0]?.phone).toBe(world.phone);
  expect(ofCompany.grants[0]?.phone).toBe(`尾号 ${world.phone.slice(-4)}`);
  expect(ofCompany.mayInvite).toBe(false);
});

test('he fetches files of this contract and of no other, each written down', async () => {
  const world = await makeWorld();
  const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
  await submitMilestone(await world.as(world.unitOfficer), {
    milestoneId: world.milestones[0]!.id,
    note: '',
    evidence,
  });
  const other = await makeSignedContract(world.db, world, { terms: { milestones: [milestoneTerms()] } });
  const elsewhere = await receivedPdf(world.ctx, '另一份.pdf');
  const milestoneId = other.milestones[0]!.id;
  await world.db.update(milestones).set({ state: 'pending' }).where(eq(milestones.id, milestoneId));
  await submitMilestone(await world.as(world.unitOfficer), { milestoneId, note: '', evidence: elsewhere });
  const fileOf = async (id: string) =>
    (await world.db.select().from(milestoneSubmissions).where(eq(milestoneSubmissions.milestoneId, id)))[0]!.fileId;
  const grant = await world.invite();
  world.clock.moveDays(noticeSpan);
  const { token, session } = await world.enter(grant.id);
  const reading = (await findReadingGrant(world.ctx, { token, session }))!;
  const own = await fileOf(world.milestones[0]!.id);
  const shown = (await openAccounts(world.ctx, reading, 'evidence')).evidence;
  expect(shown?.[0]?.submissions[0]?.file).toMatchObject({ id: own, name: '检测报告.pdf' });
  expect((await openAuditorFile(world.ctx, reading, own)).id).toBe(own);
  await expect(openAuditorFile(world.ctx, reading, await fileOf(milestoneId))).rejects.toMatchObject({
    code: 'not_found',
  });
  const [opening] = await world.db
    .select()
    .from(auditorOpenings)
    .where(and(eq(auditorOpenings.grantId, grant.id), eq(auditorOpenings.sight, 'file')));
  expect(opening?.fileId).toBe(own);
});

test('what he reads names no account and no person of the parties, and no write-off', async () => {
  const world = await makeWorld();
  const grant = await world.invite();
  world.clock.moveDays(noticeSpan);
  const { token, session } = await world.enter(grant.id);
  const reading = (await findReadingGrant(world.ctx, { token, session }))!;
  for (const part of ['statements', 'evidence', 'receipts'] as const) {
    const text = JSON.stringify(await openAccounts(world.ctx, reading, part), (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    expect(text).not.toMatch(/accountNo|bankSerial|voucher|writ|filedBy|confirmedBy/);
    expect(text).not.toContain(world.unitOfficer.id);
  }
});

test('a wrong code opens nothing and is written down; five wrong ones spend the code; a used code is spent too', async () => {
  const world = await makeWorld();
  const grant = await world.invite();
  world.clock.moveDays(noticeSpan);
  const token = await world.issue(grant.id);
  await sendAuditorCode(world.ctx, { token });
  const code = await world.codeOf();
  const wrong = code === '000000' ? '000001' : '000000';
  for (let n = 0; n < 5; n += 1) {
    await expect(enterAsAuditor(world.ctx, { token, code: wrong })).rejects.toMatchObject({ code: 'invalid' });
  }
  await expect(enterAsAuditor(world.ctx, { token, code })).rejects.toMatchObject({ code: 'invalid' });
  expect((await world.seen(grant.id)).filter((sight) => sight === 'code_wrong')).toHaveLength(6);
  await sendAuditorCode(world.ctx, { token });
  const fresh = await world.codeOf();
  await enterAsAuditor(world.ctx, { token, code: fresh });
  await expect(enterAsAuditor(world.ctx, { token, code: fresh })).rejects.toMatchObject({ code: 'invalid' });
});

test('the session ends after two hours, by leaving, on the last day, and when the licensor takes the access back', async () => {
  const world = await makeWorld();
  const grant = await world.invite();
  world.clock.moveDays(noticeSpan);
  const first = await world.enter(grant.id);
  await leaveAsAuditor(world.ctx, first);
  expect(await findReadingGrant(world.ctx, first)).toBeNull();
  const second = await world.enter(grant.id);
  // A new link has replaced the first: the old address is none any more.
  await expect(findReadingGrant(world.ctx, first)).rejects.toMatchObject({ code: 'not_found' });
  const later = { ...world.ctx, now: () => new Date(world.clock.now().getTime() + 121 * 60_000) };
  expect(await findReadingGrant(later, second)).toBeNull();
  expect(await findReadingGrant(world.ctx, { ...second, session: 'x'.repeat(32) })).toBeNull();
  expect(await findReadingGrant(world.ctx, { ...second, session: null })).toBeNull();
  await revokeAuditor(await world.as(world.unitFinance), { grantId: grant.id });
  expect(await findReadingGrant(world.ctx, second)).toBeNull();
  await expect(sendAuditorCode(world.ctx, second)).rejects.toMatchObject({ code: 'state_changed' });
  await expect(world.issue(grant.id)).rejects.toMatchObject({ code: 'state_changed' });
  const [other, past] = [
    await world.invite({ opensOn: world.input.endsOn, endsOn: world.input.endsOn, asksEarly: true }),
    30,
  ];
  await agreeToAudit(await world.as(world.companyFinance), { grantId: other.id });
  world.clock.moveDays(9);
  const third = await world.enter(other.id);
  world.clock.moveDays(past);
  expect(await findReadingGrant(world.ctx, third)).toBeNull();
  await expect(revokeAuditor(await world.as(world.unitFinance), { grantId: other.id })).rejects.toMatchObject({
    code: 'state_changed',
  });
});

test('only the licensor’s owner, lawyers and finance invite, with a fresh second factor, for a signed contract and an allowed time', async () => {
  const world = await makeWorld();
  const forbidden = { code: 'forbidden' };
  await expect(world.invite({}, world.unitOfficer)).rejects.toMatchObject(forbidden);
  await expect(world.invite({}, world.companyFinance)).rejects.toMatchObject(forbidden);
  const stranger = await makePerson(world.db, await makeOrganisation(world.db), ['finance', 'owner']);
  await expect(world.invite({}, stranger)).rejects.toMatchObject({ code: 'not_found' });
  const unproved = await world.as(world.unitFinance, false);
  await expect(inviteAuditor(unproved, world.input)).rejects.toMatchObject({ code: 'proof_required' });
  await expect(world.invite({ opensOn: addDays(world.input.opensOn, -1) })).rejects.toMatchObject({ code: 'invalid' });
  await expect(world.invite({ endsOn: addDays(world.input.opensOn, 30) })).rejects.toMatchObject({ code: 'invalid' });
  const grant = await world.invite();
  for (const who of [world.companyFinance, stranger]) {
    await expect(world.issue(grant.id, who)).rejects.toMatchObject({ code: 'not_found' });
    await expect(revokeAuditor(await world.as(who), { grantId: grant.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  }
  await expect(listAuditors(await world.as(stranger), world.contract.id)).rejects.toMatchObject({ code: 'not_found' });
  await world.db
    .update(contracts)
    .set({ signedAt: null, signedVersionN: null, state: 'draft' })
    .where(eq(contracts.id, world.contract.id));
  await expect(world.invite()).rejects.toMatchObject({ code: 'state_changed' });
});

test('a shorter notice is the licensee’s own word: nobody says it for it, and without it nothing opens', async () => {
  const world = await makeWorld();
  const { clock, companyFinance, companyOfficer, unitFinance } = world;
  const today = dayOf(clock.now());
  const early = { opensOn: today, endsOn: addDays(today, 9) };
  await expect(world.invite(early)).rejects.toMatchObject({ code: 'invalid' });
  const grant = await world.invite({ ...early, asksEarly: true });
  const token = await world.issue(grant.id);
  await expect(sendAuditorCode(world.ctx, { token })).rejects.toMatchObject({ code: 'state_changed' });
  const agree = async (who: { id: string }, proved = true) =>
    agreeToAudit(await world.as(who, proved), { grantId: grant.id });
  const stranger = await makePerson(world.db, await makeOrganisation(world.db), ['owner']);
  for (const [who, code] of [
    [unitFinance, 'forbidden'],
    [companyOfficer, 'forbidden'],
    [stranger, 'not_found'],
  ] as const) {
    await expect(agree(who)).rejects.toMatchObject({ code });
  }
  await expect(agree(companyFinance, false)).rejects.toMatchObject({ code: 'proof_required' });
  const both = await Promise.allSettled([agree(companyFinance), agree(companyFinance)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await sendAuditorCode(world.ctx, { token });
  // Once a year: the next one is of the next year, or a colleague's in the same days.
  await expect(world.invite()).rejects.toMatchObject({ code: 'invalid' });
  await world.invite({ ...early, asksEarly: true, name: '何同行' });
  const usual = await world.invite({ opensOn: '2027-01-18', endsOn: '2027-01-22' });
  await expect(agreeToAudit(await world.as(companyFinance), { grantId: usual.id })).rejects.toMatchObject({
    code: 'state_changed',
  });
});

test('notice and number of audits a year are what the contract says', async () => {
  const { invite, input } = await makeWorld({ timesAYear: 2, noticeDays: 3, keepYears: 5, shortfallPpm: 50_000 });
  // Three working days from Saturday 2026-11-21 lead to Wednesday.
  const days = (opensOn: string) => ({ opensOn, endsOn: opensOn });
  await expect(invite(days('2026-11-24'))).rejects.toMatchObject({ field: 'opensOn' });
  expect(await invite(days('2026-11-25'))).toMatchObject({ noticeDays: 3 });
  await invite(days('2026-12-01'));
  await expect(invite(days('2026-12-20'))).rejects.toMatchObject({
    params: { says: expect.stringContaining('每年查阅 2 次，2026 年已经用完，最后一次 2026-12-01') },
  });
  expect(input.opensOn).toBe('2026-12-04');
});

test('the same form twice invites once; no secret is kept as it is', async () => {
  const world = await makeWorld();
  const key = crypto.randomUUID();
  const [first, again] = [await world.invite({ key }), await world.invite({ key })];
  expect(again.id).toBe(first.id);
  world.clock.moveDays(noticeSpan);
  const { token, session } = await world.enter(first.id);
  const [row] = await world.db.select().from(auditorGrants).where(eq(auditorGrants.id, first.id));
  expect(JSON.stringify(row)).not.toContain(token);
  expect(JSON.stringify(row)).not.toContain(session);
});
