import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyEvidence } from '#app/domain/evidence-report.ts';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import { newTerms, type PayLaterTerms, usualDeliveryDays } from '#app/domain/contract.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { longestSealDays } from '#app/domain/signing-way.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, deadlines, signatures } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { collected } from '#db/verify/ledger-difference.ts';
import { signingDayDifferences } from '#db/verify/verify-changes.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { isAnybodyWaiting } from '#seeds/is-anybody-waiting.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { paperOfContract } from '../papers/contract-paper.server.ts';
import { printPdf } from '../papers/print-pdf.server.ts';
import { addLetter } from './add-letter.server.ts';
import { confirmScan, type ConfirmInput } from './confirm-scan.server.ts';
import { signingPage } from './queries.server.ts';
import { refuseScan } from './refuse-scan.server.ts';
import { revokeLetter } from './revoke-letter.server.ts';
import { uploadScan } from './upload-scan.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** A contract that both may sign now, on 2026-11-21. */
async function signable(terms: Partial<PayLaterTerms> = {}) {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const proposal = { dealId: talk.deal.id, terms: soundTerms(terms) };
  const { id: contractId } = await proposeContract(await talk.as('unit', 'officer'), proposal);
  await agreeContract(await talk.as('company', 'officer'), { contractId, versionN: 1 });
  const upload = async (side: 'unit' | 'company' = 'unit', n = 1) =>
    uploadScan(await talk.as(side, 'officer'), {
      contractId,
      versionN: 1,
      papers: await Promise.all(Array.from({ length: n }, (_, i) => receivedPdf(ctx, `第${i + 1}页.pdf`))),
    });
  const confirm = async (side: 'unit' | 'company', scanSha256: string, given: Partial<ConfirmInput> = {}) =>
    confirmScan(await talk.as(side, 'approver'), {
      contractId,
      versionN: 1,
      scanSha256,
      signerName: '法定代表人',
      authority: 'legal_representative',
      letterId: null,
      sealedOn: '2026-11-21',
      ...given,
    });
  return { ctx, clock, talk, contractId, upload, confirm };
}

describe('a contract signed on paper', () => {
  test('has the pages of its scan counted beside those of its text; what cannot be read is taken without a number', async () => {
    const { ctx, talk, contractId, upload } = await signable();
    const { PDFDocument } = await import('@cantoo/pdf-lib');
    const blank = await PDFDocument.create();
    blank.addPage([200, 200]);
    const stored = await ctx.files.put(Readable.from([Buffer.from(await blank.save())]), 100_000);
    const officer = await talk.as('unit', 'officer');
    const { files } = await uploadScan(officer, {
      contractId,
      versionN: 1,
      papers: [{ ...stored, name: '盖章页.pdf' }],
    });
    expect(files[0]?.pages).toBe(1);
    expect(files[0]?.textPages).toBeGreaterThan(1);
    expect((await upload('company', 1)).files.at(-1)).toMatchObject({ pages: null, textPages: null });
  });

  test('is concluded when both sides have confirmed the same scan, and its evidence holds', async () => {
    const { talk, contractId, upload, confirm } = await signable();
    const scan = await upload('unit', 2);
    expect((await confirm('unit', scan.sha256)).state).toBe('signing');
    const concluded = await confirm('company', scan.sha256);
    expect(concluded).toMatchObject({ state: 'performing', signedVersionN: 1 });
    const signed = await db.select().from(signatures).where(eq(signatures.contractId, contractId));
    expect(signed.map(({ side, way }) => [side, way]).toSorted()).toEqual([
      ['licensee', 'paper'],
      ['licensor', 'paper'],
    ]);
    const report = await evidenceReport(await talk.as('company', 'officer'), contractId);
    expect(report.entries.map(({ kind }) => kind)).toEqual([
      'frozen',
      'scan',
      'scan_confirmed',
      'scan_confirmed',
      'concluded',
    ]);
    expect(report.entries[2]?.body).toMatchObject({ scanSha256: scan.sha256, signer: '法定代表人', way: 'paper' });
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const findings = verifyEvidence(report, { sha256, canonical: canonicalJson });
    expect(findings.filter(({ isOk }) => !isOk)).toEqual([]);
  });

  test('its term counts from the day of the last seal; what is to be done under it from the day on which both had confirmed', async () => {
    const { clock, talk, contractId, upload, confirm } = await signable();
    const { sha256 } = await upload();
    clock.moveDays(6);
    await confirm('unit', sha256, { sealedOn: '2026-11-25' });
    const concluded = await confirm('company', sha256, { sealedOn: '2026-11-23' });
    expect(dayOf(concluded.signedAt!)).toBe('2026-11-25');
    const delivery = and(eq(deadlines.subjectId, contractId), eq(deadlines.kind, 'deliver'));
    const [row] = await db.select().from(deadlines).where(delivery);
    expect(dayOf(row!.dueAt)).toBe(addDays('2026-11-27', soundTerms().deliverWithinDays ?? usualDeliveryDays));
    const { entries } = await evidenceReport(await talk.as('company', 'officer'), contractId);
    expect(entries.at(-1)?.body).toMatchObject({ signedOn: '2026-11-25', runsFrom: '2026-11-27' });
    const { sql } = await testDatabase();
    const isSigning = ({ subject }: { subject: string }) => subject.startsWith(concluded.no);
    expect((await collected(signingDayDifferences(sql))).filter(isSigning)).toEqual([]);
    await db
      .update(contracts)
      .set({ signedAt: new Date('2026-11-24T04:00:00Z') })
      .where(eq(contracts.id, contractId));
    expect((await collected(signingDayDifferences(sql))).filter(isSigning)).toMatchObject([
      { expected: '2026-11-25', found: '2026-11-24' },
    ]);
  });

  test('confirmed two months after its seal it is born with nothing overdue: what runs from signing runs from the confirmation', async () => {
    const stone = { ...soundTerms().milestones[0]!, trigger: 'signed' as const, payWithinDays: 5 };
    const { ctx, clock, contractId, upload, confirm } = await signable({
      kind: 'licence',
      trial: { months: 0, extensionMonths: 0 },
      milestones: [stone],
      // Written before royalties awaited delivery: they run from the seal.
      royaltyAwaits: undefined,
      royalty: { ...newTerms.royalty!, period: 'month', reportWithinDays: 5, minimumFen: 100_000n, capFen: null },
    });
    const { sha256 } = await upload();
    clock.moveDays(62);
    await confirm('company', sha256);
    const concluded = await confirm('unit', sha256);
    expect(dayOf(concluded.signedAt!)).toBe('2026-11-21');
    const claims = async () => {
      await sweepDeadlines(ctx);
      const rows = await obligationsOf({ db }, contractId);
      return rows.map(({ kind, dueOn }) => `${kind} ${dueOn}`).toSorted();
    };
    const today = dayOf(clock.now());
    expect(today).toBe('2027-01-22');
    // The months of November and December were over, and nobody could have reported them.
    expect(await claims()).toEqual(['milestone 2027-01-27']);
    const report = and(eq(deadlines.subjectId, contractId), eq(deadlines.kind, 'report'));
    expect((await db.select().from(deadlines).where(report)).map(({ dueAt }) => dayOf(dueAt))).toEqual(['2027-01-27']);
    clock.moveDays(5);
    expect(await claims()).toEqual(['milestone 2027-01-27']);
    clock.moveDays(1);
    expect(await claims()).toEqual(['milestone 2027-01-27', 'royalty 2027-02-26']);
    const { sql } = await testDatabase();
    expect((await verifyLedger(sql)).filter(({ subject }) => subject.includes(concluded.no))).toEqual([]);
  });

  test('a seal of more than half a year ago begins no contract', async () => {
    const { clock, upload, confirm } = await signable();
    const { sha256 } = await upload();
    clock.moveDays(longestSealDays + 1);
    await expect(confirm('unit', sha256)).rejects.toMatchObject({ field: 'sealedOn' });
    await confirm('unit', sha256, { sealedOn: '2026-11-22' });
  });

  test('while a scan waits nobody signs on the page; who handed it in takes it back, and then they may', async () => {
    const { talk, contractId, upload } = await signable();
    const scan = await upload();
    const sign = async () => signContract(await talk.as('unit', 'approver'), { contractId, versionN: 1 });
    await expect(sign()).rejects.toMatchObject({
      code: 'invalid',
      params: { says: expect.stringContaining('扫描件') },
    });
    const [head] = (await contractPage(await talk.as('company', 'approver'), contractId)).steps;
    expect(head).toMatchObject({ title: '请核对并确认这一版的用印扫描件', isAsked: true });
    const waits = async (side: 'unit' | 'company') =>
      (await listTodos(await talk.as(side, 'approver'))).map(({ kind }) => kind);
    expect(await waits('company')).toContain('contract.confirm_scan');
    expect(await waits('company')).not.toContain('contract.sign');
    await refuseScan(await talk.as('unit', 'officer'), {
      contractId,
      versionN: 1,
      scanSha256: scan.sha256,
      reason: '改在页面上签署',
    });
    const { entries } = await evidenceReport(await talk.as('company', 'officer'), contractId);
    expect(entries.at(-1)).toMatchObject({ kind: 'scan_refused', body: { withdrawnBy: expect.any(String) } });
    await sign();
    expect(await waits('company')).toContain('contract.sign');
  });

  test('is not shown by what the platform printed itself, byte for byte', async () => {
    const { ctx, talk, contractId } = await signable();
    const officer = await talk.as('unit', 'officer');
    const print = await printPdf(await paperOfContract(officer, contractId, 1));
    const upload = async (bytes: Buffer) => {
      const stored = await ctx.files.put(Readable.from([bytes]), 10_000_000);
      return uploadScan(officer, { contractId, versionN: 1, papers: [{ ...stored, name: '合同.pdf' }] });
    };
    await expect(upload(print)).rejects.toMatchObject({ params: { says: expect.stringContaining('没有用印') } });
    // Anything beside it, and it is another file: a seal put into the PDF follows the printed bytes.
    expect((await upload(Buffer.concat([print, Buffer.from('\n% sealed\n')]))).files).toHaveLength(1);
  });

  test('waits for a new word after a page was added', async () => {
    const { upload, confirm } = await signable();
    const first = await upload();
    await confirm('unit', first.sha256);
    const second = await upload('company');
    expect(second.confirmedBy).toEqual([]);
    await expect(confirm('company', first.sha256)).rejects.toMatchObject({ code: 'state_changed' });
    expect((await confirm('company', second.sha256)).state).toBe('signing');
    expect((await confirm('unit', second.sha256)).state).toBe('performing');
  });

  test('begins again after a scan was sent back; what was said stays on record', async () => {
    const { talk, contractId, upload, confirm } = await signable();
    const mayChoose = async () => (await signingPage(await talk.as('company', 'approver'), contractId)).mayChoose;
    expect(await mayChoose()).toBe(true);
    const first = await upload();
    expect(await mayChoose()).toBe(false);
    await confirm('unit', first.sha256);
    expect(await mayChoose()).toBe(false);
    const refusal = { contractId, versionN: 1, scanSha256: first.sha256, reason: '第 3 页看不清' };
    await refuseScan(await talk.as('company', 'officer'), refusal);
    const page = await signingPage(await talk.as('unit', 'approver'), contractId);
    expect(page.scan.files).toEqual([]);
    expect(page.mayChoose).toBe(true);
    expect(page.scan.answers.map(({ outcome }) => outcome)).toEqual(['confirmed', 'refused']);
    await expect(confirm('company', first.sha256)).rejects.toMatchObject({ code: 'state_changed' });
    const second = await upload();
    await confirm('unit', second.sha256);
    expect((await confirm('company', second.sha256)).state).toBe('performing');
  });

  test('a side confirms once, and two at the same moment conclude once', async () => {
    const { contractId, upload, confirm } = await signable();
    const { sha256 } = await upload();
    const twice = await Promise.allSettled([confirm('unit', sha256), confirm('unit', sha256)]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(confirm('unit', sha256)).rejects.toMatchObject({ code: 'already_signed' });
    await confirm('company', sha256);
    expect(await db.$count(signatures, eq(signatures.contractId, contractId))).toBe(2);
  });

  test('both sides racing leave the contract concluded', async () => {
    const { contractId, upload, confirm } = await signable();
    const { sha256 } = await upload();
    await Promise.all([confirm('unit', sha256), confirm('company', sha256)]);
    const [row] = await db.select().from(contracts).where(eq(contracts.id, contractId));
    expect(row?.state).toBe('performing');
  });

  test('paper and page do not mix', async () => {
    const { talk, contractId, upload, confirm } = await signable();
    const { sha256 } = await upload();
    await confirm('unit', sha256);
    await expect(signContract(await talk.as('company', 'approver'), { contractId, versionN: 1 })).rejects.toMatchObject(
      { code: 'invalid' },
    );
    const other = await signable();
    await signContract(await other.talk.as('unit', 'approver'), { contractId: other.contractId, versionN: 1 });
    await expect(other.upload()).rejects.toMatchObject({ code: 'invalid' });
  });

  test('asks for the second factor, the role, the own contract and the day', async () => {
    const { talk, contractId, upload, confirm } = await signable();
    const { sha256 } = await upload();
    const unproved = await talk.as('unit', 'approver');
    const input = {
      contractId,
      versionN: 1,
      scanSha256: sha256,
      signerName: '甲',
      authority: 'legal_representative' as const,
      letterId: null,
      sealedOn: '2026-11-21',
    };
    await expect(
      confirmScan({ ...unproved, actor: { ...unproved.actor, provedAt: null } }, input),
    ).rejects.toMatchObject({ code: 'proof_required' });
    await expect(confirmScan(await talk.as('unit', 'officer'), input)).rejects.toMatchObject({ code: 'forbidden' });
    for (const sealedOn of ['2026-11-20', '2026-11-22'])
      await expect(confirm('unit', sha256, { sealedOn })).rejects.toMatchObject({ field: 'sealedOn' });
    const stranger = await signable();
    await expect(confirmScan(await stranger.talk.as('unit', 'approver'), input)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      uploadScan(await talk.as('unit', 'finance'), { contractId, versionN: 1, papers: [] }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a letter of attorney', () => {
  const letterOf = async (
    { ctx, talk }: Awaited<ReturnType<typeof signable>>,
    given: Partial<Parameters<typeof addLetter>[1]> = {},
  ) =>
    addLetter(await talk.as('unit', 'owner'), {
      holderName: '受托人',
      holderId: null,
      scope: '签订技术许可合同',
      contractId: null,
      limit: null,
      startsOn: '2026-11-01',
      endsOn: '2026-11-30',
      paper: await receivedPdf(ctx, '授权委托书.pdf'),
      ...given,
    });
  const attorney = { authority: 'attorney', signerName: '受托人' } as const;

  test('binds where its name, days and scope cover the seal', async () => {
    const deal = await signable();
    const { sha256 } = await deal.upload();
    const letter = await letterOf(deal);
    await deal.confirm('unit', sha256, { ...attorney, letterId: letter.id });
    await deal.confirm('company', sha256);
    const [signed] = await db.select().from(signatures).where(eq(signatures.authorityFileId, letter.fileId));
    expect(signed?.authority).toBe('attorney');
    // The other party reads the letter that the contract was signed by; strangers do not.
    await expect(getFile(await deal.talk.as('company', 'officer'), letter.fileId)).resolves.toBeDefined();
    const stranger = await signable();
    await expect(getFile(await stranger.talk.as('unit', 'owner'), letter.fileId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test.each([
    ['none is named', {}, null],
    ['it names somebody else', { holderName: '别人' }, undefined],
    ['it was over on the day of the seal', { startsOn: '2026-10-01', endsOn: '2026-11-19' }, undefined],
    ['the sum is over its limit', { limit: 199_999_999n }, undefined],
  ])('does not bind where %s', async (_words, given, letterId) => {
    const deal = await signable();
    const { sha256 } = await deal.upload();
    const letter = await letterOf(deal, given);
    const named = { ...attorney, letterId: letterId === null ? null : letter.id };
    await expect(deal.confirm('unit', sha256, named)).rejects.toMatchObject({ code: 'invalid', field: 'letterId' });
  });

  test('revoked, it binds no more; only an owner or approver takes it back', async () => {
    const deal = await signable();
    const { sha256 } = await deal.upload();
    const letter = await letterOf(deal);
    await expect(revokeLetter(await deal.talk.as('unit', 'officer'), letter.id)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(revokeLetter(await deal.talk.as('company', 'owner'), letter.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    await revokeLetter(await deal.talk.as('unit', 'owner'), letter.id);
    await expect(deal.confirm('unit', sha256, { ...attorney, letterId: letter.id })).rejects.toMatchObject({
      field: 'letterId',
    });
  });

  test.each(['on paper', 'on the page'])('revoked while somebody signs by it %s, it binds no more', async (way) => {
    const deal = await signable();
    const approver = await deal.talk.as('unit', 'approver');
    const letter = await letterOf(deal, { holderId: approver.actor.userId });
    const sha256 = way === 'on paper' ? (await deal.upload()).sha256 : '';
    const byLetter = { contractId: deal.contractId, versionN: 1, authority: 'attorney' } as const;
    let signing: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      const owner = { ...(await deal.talk.as('unit', 'owner')), db: tx };
      await revokeLetter(owner, letter.id);
      signing =
        way === 'on paper'
          ? deal.confirm('unit', sha256, { ...attorney, letterId: letter.id })
          : signContract(approver, byLetter);
      const isOver = signing.then(
        () => true,
        () => true,
      );
      // It waits for the revocation: whether it has come that far, the database says.
      while (!(await Promise.race([isOver, isAnybodyWaiting(db)])));
    });
    await expect(signing).rejects.toMatchObject({ code: 'invalid' });
  });

  test('lets its holder sign on the page, and nobody without one', async () => {
    const deal = await signable();
    const approver = await deal.talk.as('unit', 'approver');
    const sign = () => signContract(approver, { contractId: deal.contractId, versionN: 1, authority: 'attorney' });
    await expect(sign()).rejects.toMatchObject({ code: 'invalid', field: 'authority' });
    const letter = await letterOf(deal, { holderId: approver.actor.userId });
    await sign();
    const [signed] = await db.select().from(signatures).where(eq(signatures.contractId, deal.contractId));
    expect(signed?.authorityFileId).toBe(letter.fileId);
  });
});
