import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { auditLines, contractAmendments, contracts, notices, signatures } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { isAnybodyWaiting } from '#seeds/is-anybody-waiting.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { setApprovalChain } from '../approvals/set-approval-chain.server.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { refuseAmendment, withdrawAmendment } from '../contracts/answer-amendment.server.ts';
import { changesPage } from '../contracts/changes-queries.server.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { prepareAmendment } from '../contracts/prepare-amendment.server.ts';
import { proposeAmendment } from '../contracts/propose-amendment.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { putAmendment } from '../contracts/put-amendment.server.ts';
import { contractText } from '../contracts/text-queries.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { arrangePage } from './arrange-page.server.ts';
import { confirmScan, type ConfirmInput } from './confirm-scan.server.ts';
import { signingPage } from './queries.server.ts';
import { refuseScan } from './refuse-scan.server.ts';
import { uploadScan } from './upload-scan.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** A contract sealed on paper, and a change of it that the unit has prepared: the first milestone is paid five days later. */
async function prepared() {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const terms = soundTerms();
  const { id: contractId } = await proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms });
  await agreeContract(await talk.as('company', 'officer'), { contractId, versionN: 1 });
  const paper = await receivedPdf(ctx, '第1版.pdf');
  const upload = async (versionN: number, papers = [paper], side: 'unit' | 'company' = 'unit') =>
    uploadScan(await talk.as(side, 'officer'), { contractId, versionN, papers });
  const confirm = async (
    side: 'unit' | 'company',
    scanSha256: string,
    { on = db, ...given }: Partial<ConfirmInput> & { on?: Database } = {},
  ) =>
    confirmScan(
      { ...(await talk.as(side, 'approver')), db: on },
      {
        contractId,
        versionN: 2,
        scanSha256,
        signerName: '法定代表人',
        authority: 'legal_representative',
        letterId: null,
        sealedOn: '2026-11-21',
        ...given,
      },
    );
  const first = await upload(1);
  await confirm('unit', first.sha256, { versionN: 1 });
  await confirm('company', first.sha256, { versionN: 1 });
  await prepareAmendment(await talk.as('unit', 'officer'), {
    contractId,
    baseVersionN: 1,
    terms: { ...terms, territory: '西北五省' },
    effectiveOn: '2026-12-01',
    reason: '许可地域缩小到西北五省',
  });
  const deed = { contractId, versionN: 2 };
  const put = async () => putAmendment(await talk.as('unit', 'approver'), deed);
  /** The state of the change, the version by which the contract is performed, and how many have signed the change. */
  const standing = async () => {
    const isThis = and(eq(contractAmendments.contractId, contractId), eq(contractAmendments.versionN, 2));
    const [amendment] = await db.select().from(contractAmendments).where(isThis);
    const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
    const isSigned = and(eq(signatures.contractId, contractId), eq(signatures.versionN, 2));
    return [amendment?.state, contract?.signedVersionN, await db.$count(signatures, isSigned)];
  };
  const another = () => receivedPdf(ctx, '第2版.pdf');
  return { clock, ctx, talk, contractId, deed, paper, first, upload, confirm, put, another, standing };
}

/** The same, put to the other side, with the scan of the sealed change. */
async function scanned() {
  const world = await prepared();
  await world.put();
  const { sha256 } = await world.upload(2, [await world.another()]);
  return { ...world, sha256 };
}

/** Does `first` and holds its transaction open until `second` waits for it: what becomes of the second. */
async function overtaken(first: (on: Database) => Promise<unknown>, second: () => Promise<unknown>): Promise<unknown> {
  let late: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await first(tx as unknown as Database);
    late = codeOf(second());
    const isOver = late.then(() => true);
    while (!(await Promise.race([isOver, isAnybodyWaiting(db)])));
  });
  return late;
}

describe('a change of a contract that is sealed on paper', () => {
  test('stands on the desk of the side that wrote it until it has confirmed the scan as it stands', async () => {
    const { talk, contractId, put, upload, another, confirm } = await prepared();
    const waits = async (side: 'unit' | 'company', role: 'officer' | 'approver' = 'approver') =>
      (await listTodos(await talk.as(side, role)))
        .filter(({ kind }) =>
          ['amendment.sign', 'amendment.sign_put', 'amendment.seal', 'amendment.confirm'].includes(kind),
        )
        .map(({ kind, href, isMine }) => [kind, href, isMine]);
    const signing = `/desk/contracts/${contractId}/signing?version=2`;
    expect(await waits('unit')).toEqual([['amendment.sign', `/desk/contracts/${contractId}/changes`, true]]);
    await put();
    expect(await waits('unit', 'officer')).toEqual([['amendment.seal', `/desk/contracts/${contractId}/changes`, true]]);
    // Another contract's arrangement is nothing to this one.
    const other = await prepared();
    await other.put();
    const arranged = {
      contractId: other.contractId,
      versionN: 2,
      first: 'any',
      signers: [],
      countersigners: [],
    } as const;
    await arrangePage(await other.talk.as('unit', 'approver'), arranged);
    // The other side has its days to sign it.
    expect(await waits('company')).toEqual([['amendment.sign_put', `/desk/contracts/${contractId}/changes`, true]]);
    const { sha256 } = await upload(2, [await another()], 'company');
    expect(await waits('unit')).toEqual([['amendment.confirm', signing, true]]);
    expect(await waits('unit', 'officer')).toEqual([['amendment.confirm', signing, false]]);
    await confirm('unit', sha256);
    expect(await waits('unit')).toEqual([]);
    expect(await waits('company')).toEqual([['amendment.confirm', signing, true]]);
    // One page more: what it confirmed stands no longer.
    const whole = await upload(2, [await receivedPdf(await talk.as('unit', 'officer'), '附件.pdf')], 'company');
    expect(await waits('unit')).toEqual([['amendment.confirm', signing, true]]);
    await confirm('unit', whole.sha256);
    await confirm('company', whole.sha256);
    expect(await waits('unit')).toEqual([]);
  });

  test('is reminded of on the page on which its row stands', async () => {
    const { clock, ctx, talk, contractId } = await scanned();
    const company = await talk.as('company', 'approver');
    const row = (await listTodos(company)).find(({ kind }) => kind === 'amendment.confirm');
    clock.moveDays((row!.dueAt!.getTime() - clock.now().getTime()) / 86_400_000);
    await sweepDeadlines(ctx);
    const told = await db.select().from(notices).where(eq(notices.userId, company.actor.userId));
    const reminders = told.filter(({ kind }) => kind.startsWith('deadline.'));
    expect(reminders).toMatchObject([{ params: { due: 'amendment.confirm' }, href: row?.href }]);
    expect(row?.href).toBe(`/desk/contracts/${contractId}/signing?version=2`);
  });

  test('is concluded once when both have confirmed its scan, with its evidence, and takes effect on its day', async () => {
    const { clock, ctx, talk, contractId, confirm, standing, sha256 } = await scanned();
    const company = await talk.as('company', 'approver');
    expect(await signingPage(company, contractId, 2)).toMatchObject({
      version: { n: 2 },
      change: { baseVersionN: 1, effectiveOn: '2026-12-01', state: 'sent' },
      mayConfirm: true,
      isSigned: false,
    });
    await confirm('unit', sha256);
    expect(await standing()).toEqual(['sent', 1, 0]);
    expect((await changesPage(company, contractId)).amendments[0]).toMatchObject({ isOnPaper: true, maySign: false });
    expect(await codeOf(proposeAmendment(await talk.as('unit', 'approver'), { contractId, versionN: 2 }))).toBe(
      'invalid',
    );
    expect(await codeOf(confirm('unit', sha256))).toBe('already_signed');
    await confirm('company', sha256);
    expect(await standing()).toEqual(['signed', 1, 2]);
    clock.moveDays(10);
    await sweepDeadlines(ctx);
    expect(await standing()).toEqual(['signed', 2, 2]);
    const isOfChange = and(eq(signatures.contractId, contractId), eq(signatures.versionN, 2));
    const ways = await db.select({ way: signatures.way }).from(signatures).where(isOfChange);
    expect(ways.map(({ way }) => way)).toEqual(['paper', 'paper']);
    const { version, isSigned } = await contractText(company, contractId, 2);
    expect(isSigned).toBe(true);
    const { entries } = await evidenceReport(company, contractId);
    expect(entries.slice(5).map(({ kind }) => kind)).toEqual([
      'frozen',
      'scan',
      'scan_confirmed',
      'scan_confirmed',
      'amended',
    ]);
    expect(entries[7]?.body).toMatchObject({ versionN: 2, textSha256: version.sha256, scanSha256: sha256 });
    expect(entries.at(-1)?.body).toMatchObject({
      versionN: 2,
      replaces: 1,
      effectiveOn: '2026-12-01',
      way: 'paper',
      scanSha256: sha256,
    });
  });

  test('is not found by the other side, and has no scan, before it is put to it', async () => {
    const { talk, contractId, upload, another, put, standing } = await prepared();
    expect(await codeOf(upload(2, [await another()]))).toBe('state_changed');
    expect(await codeOf(upload(2, [await another()], 'company'))).toBe('not_found');
    expect(await codeOf(signingPage(await talk.as('company', 'approver'), contractId, 2))).toBe('not_found');
    expect(await codeOf(putAmendment(await talk.as('unit', 'officer'), { contractId, versionN: 2 }))).toBe('forbidden');
    expect(await codeOf(putAmendment(await talk.as('company', 'approver'), { contractId, versionN: 2 }))).toBe(
      'not_found',
    );
    const steps = [{ name: '分管领导', way: 'page', role: 'approver' }] as const;
    await setApprovalChain(await talk.as('unit', 'owner'), { fromFen: 0n, steps });
    expect(await codeOf(put())).toBe('approval_required');
    expect(await standing()).toEqual(['prepared', 1, 0]);
  });

  test('is put once, and once signed on the page is not sealed', async () => {
    const { talk, deed, upload, another, put } = await prepared();
    await put();
    expect(await codeOf(put())).toBe('state_changed');
    await proposeAmendment(await talk.as('unit', 'approver'), deed);
    expect(await codeOf(upload(2, [await another()]))).toBe('state_changed');
  });

  test('takes no scan of another version', async () => {
    const { paper, first, upload, confirm, standing, sha256 } = await scanned();
    expect(await codeOf(upload(2, [paper]))).toBe('invalid');
    expect(await codeOf(confirm('company', first.sha256))).toBe('state_changed');
    expect(await codeOf(confirm('company', sha256, { versionN: 1 }))).toBe('state_changed');
    expect(await standing()).toEqual(['sent', 1, 0]);
  });

  test('begins again when its scan is sent back', async () => {
    const { talk, deed, confirm, standing, sha256, upload, another } = await scanned();
    await confirm('unit', sha256);
    await refuseScan(await talk.as('company', 'officer'), { ...deed, scanSha256: sha256, reason: '缺第 3 页' });
    expect(await codeOf(confirm('company', sha256))).toBe('state_changed');
    const again = await upload(2, [await another()]);
    await Promise.all([confirm('unit', again.sha256), confirm('company', again.sha256)]);
    expect(await standing()).toEqual(['signed', 1, 2]);
  });

  test('both confirm in the same moment: it is concluded once', async () => {
    const { talk, contractId, confirm, standing, sha256 } = await scanned();
    const late = await overtaken(
      (on) => confirm('unit', sha256, { on }),
      () => confirm('company', sha256),
    );
    expect(late).toBe('done');
    expect(await standing()).toEqual(['signed', 1, 2]);
    const { entries } = await evidenceReport(await talk.as('unit', 'officer'), contractId);
    expect(entries.filter(({ kind }) => kind === 'amended')).toHaveLength(1);
    const told = and(eq(auditLines.subjectId, contractId), eq(auditLines.deed, 'contract.amend_sign'));
    expect(await db.$count(auditLines, told)).toBe(1);
  });

  test('taken back before the last word: that word comes too late', async () => {
    const { talk, deed, confirm, standing, sha256 } = await scanned();
    await confirm('unit', sha256);
    const officer = await talk.as('unit', 'officer');
    const late = await overtaken(
      (on) => withdrawAmendment({ ...officer, db: on }, deed),
      () => confirm('company', sha256),
    );
    expect(late).toBe('state_changed');
    expect(await standing()).toEqual(['withdrawn', 1, 0]);
  });

  test('the last word before it is taken back: it stands', async () => {
    const { talk, deed, confirm, standing, sha256 } = await scanned();
    await confirm('unit', sha256);
    const officer = await talk.as('unit', 'officer');
    const late = await overtaken(
      (on) => confirm('company', sha256, { on }),
      () => withdrawAmendment(officer, deed),
    );
    expect(late).toBe('state_changed');
    expect(await standing()).toEqual(['signed', 1, 2]);
  });

  test('refused, it is closed to scans and confirmations', async () => {
    const { talk, contractId, deed, upload, confirm, another, standing, sha256 } = await scanned();
    await confirm('unit', sha256);
    await refuseAmendment(await talk.as('company', 'officer'), { ...deed, reason: '不同意' });
    expect(await codeOf(upload(2, [await another()]))).toBe('state_changed');
    expect(await codeOf(confirm('company', sha256))).toBe('state_changed');
    expect(await signingPage(await talk.as('company', 'approver'), contractId, 2)).toMatchObject({
      isOpen: false,
      mayUpload: false,
      mayConfirm: false,
      mayRefuse: false,
    });
    expect(await standing()).toEqual(['refused', 1, 0]);
  });
});
