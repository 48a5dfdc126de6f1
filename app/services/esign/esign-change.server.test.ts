import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { and, eq } from 'drizzle-orm';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import { verifyEvidence } from '#app/domain/evidence-report.ts';
import { dayOf } from '#app/domain/days.ts';
import { contractDeclarations, deadlines, signatures } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { codeOf } from '#seeds/code-of.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { setApprovalChain } from '../approvals/set-approval-chain.server.ts';
import { agreeAmendment } from '../contracts/agree-amendment.server.ts';
import { refuseAmendment, signAmendment, withdrawAmendment } from '../contracts/answer-amendment.server.ts';
import { answerDeclaration } from '../contracts/answer-declaration.server.ts';
import { askOtherSide } from '../contracts/ask-other-side.server.ts';
import { changesPage } from '../contracts/changes-queries.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { offerAmendment } from '../contracts/offer-amendment.server.ts';
import { prepareAmendment } from '../contracts/prepare-amendment.server.ts';
import { proposeAmendment } from '../contracts/propose-amendment.server.ts';
import { publiciseAmendment } from '../contracts/publicise-amendment.server.ts';
import { contractText } from '../contracts/text-queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { paperOfContract } from '../papers/contract-paper.server.ts';
import { uploadScan } from '../signing/upload-scan.server.ts';
import { cancelEsign } from './cancel-esign.server.ts';
import { followEsign } from './follow-esign.server.ts';
import { proposeEsign } from './propose-esign.server.ts';
import { esignPage } from './queries.server.ts';

const here = esignTests();

const { changed } = here;

describe('a change of a contract signed at a licensed provider', () => {
  test('takes effect as one signed on the page does, once, with its papers and its evidence', async () => {
    const world = await changed();
    const { clock, ctx, talk, contractId, versionN, opened, sign, contract, amendment, work, kinds } = world;
    const company = await talk.as('company', 'officer');
    // Until it is put to the other side, it finds nothing of it.
    expect(await codeOf(esignPage(company, contractId, versionN))).toBe('not_found');
    const id = await opened();
    expect((await amendment()).state).toBe('sent');
    expect(await esignPage(company, contractId)).toMatchObject({
      version: { n: versionN },
      change: { baseVersionN: 1, effectiveOn: '2026-12-01' },
      standing: 'open',
    });
    const waiting = async () => {
      const { org } = company.actor;
      const rows = await listTodos({
        ...company,
        actor: { ...company.actor, org: org && { ...org, roles: ['owner'] } },
      });
      return rows
        .filter(({ kind }) => /^(amendment|esign)\./.test(kind))
        .map(({ kind, dueAt }) => [kind, dueAt !== null]);
    };
    // By joining it has answered; while the other side signs nothing waits for it, then its own signature, until the flow runs out.
    expect(await waiting()).toEqual([]);
    await sign(id, 'licensor');
    await followEsign(ctx, { flowId: id });
    expect(await waiting()).toEqual([['esign.sign', true]]);
    expect(await contract()).toMatchObject({ signedVersionN: 1, versionN: 1 });
    await sign(id, 'licensee');
    await Promise.all(Array.from({ length: 4 }, () => followEsign(ctx, { flowId: id })));
    await work();
    expect((await amendment()).state).toBe('signed');
    expect(await contract()).toMatchObject({ signedVersionN: 1, versionN: 1 });
    clock.moveDays(10);
    await sweepDeadlines(ctx);
    expect(await contract()).toMatchObject({ state: 'performing', signedVersionN: versionN, versionN });
    const signed = (await contractText(company, contractId, versionN)).signatures;
    expect(signed.map(({ side, standing, name }) => [side, standing, name]).toSorted()).toEqual([
      ['licensee', 'verified', '李总'],
      ['licensor', 'verified', '王校长'],
    ]);
    const afterFirst = (await kinds()).slice(6).join(' ');
    expect(afterFirst).toBe(
      'frozen esign_agreed esign_agreed esign_opened esign_signed esign_signed esign_kept amended esign_kept',
    );
    const report = await evidenceReport(company, contractId);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(verifyEvidence(report, { sha256, canonical: canonicalJson }).filter(({ isOk }) => !isOk)).toEqual([]);
    expect(report.entries.find(({ kind }) => kind === 'amended')?.body).toMatchObject({
      versionN,
      replaces: 1,
      effectiveOn: '2026-12-01',
      way: 'provider',
    });
    // What went to the provider names what it changes; what it changed stays what both had signed.
    const { original } = Object.fromEntries(
      ((await esignPage(company, contractId, versionN)).flow?.papers ?? []).map(({ kind, sha256: hash }) => [
        kind,
        hash,
      ]),
    );
    const text = await textOf(await buffer(await ctx.files.get(original ?? '')));
    expect(text).toContain('自 2026-12-01 起，按第 2 版执行，替换双方已签署的第 1 版');
    expect((await paperOfContract(company, contractId, 1)).meta).toContain('双方已签署');
  });

  test('of a price stands in publicity first, and counts from the day on which we hear of the last signature: till then the version before is performed', async () => {
    const [stone] = soundTerms().milestones;
    const milestones = [{ ...stone!, amountFen: stone!.amountFen + 100n }];
    const given = { change: { milestones }, effectiveOn: '2026-11-21', isPublished: true };
    const { clock, ctx, talk, contractId, versionN, propose, opened, signBoth, contract, amendment, work } =
      await changed(given);
    const deed = { contractId, versionN };
    expect(await codeOf(propose())).toBe('publicity_running');
    const officer = await talk.as('unit', 'officer');
    await offerAmendment(officer, deed);
    await agreeAmendment(await talk.as('company', 'officer'), deed);
    await publiciseAmendment(officer, { ...deed, audience: 'unit', contact: '科技处 0931-0000000' });
    expect(await codeOf(propose())).toBe('publicity_running');
    clock.moveDays(17);
    await sweepDeadlines(ctx);
    const id = await opened();
    await signBoth(id);
    clock.moveDays(3);
    await followEsign(ctx, { flowId: id });
    await work();
    expect(await amendment()).toMatchObject({ state: 'signed', effectiveOn: dayOf(clock.now()) });
    expect(await contract()).toMatchObject({ versionN, signedVersionN: versionN });
    const { sql } = await testDatabase();
    const { no } = await contract();
    expect((await verifyLedger(sql)).filter(({ subject }) => subject.includes(no))).toEqual([]);
  });

  test('is signed in one way: not on the page nor by scan while it is at the provider, and not there once a side signed on the page', async () => {
    const { ctx, talk, contractId, versionN, propose, amendment } = await changed();
    const { id } = await propose();
    const [unit, company] = [await talk.as('unit', 'approver'), await talk.as('company', 'approver')];
    const deed = { contractId, versionN };
    const officer = await talk.as('unit', 'officer');
    expect(await codeOf(proposeAmendment(unit, deed))).toBe('invalid');
    expect(await codeOf(signAmendment(company, deed))).toBe('state_changed');
    const papers = [await receivedPdf(ctx, '扫描件.pdf')];
    expect(await codeOf(uploadScan(officer, { ...deed, papers }))).toBe('invalid');
    expect((await changesPage(company, contractId)).amendments[0]).toMatchObject({
      isAtProvider: true,
      maySign: false,
      maySignAtProvider: false,
    });
    await cancelEsign(officer, { flowId: id, reason: '改在页面上签' });
    // Nobody has signed: the other side does not conclude it alone.
    expect((await amendment()).state).toBe('sent');
    expect(await codeOf(signAmendment(company, deed))).toBe('state_changed');
    await proposeAmendment(unit, deed);
    expect(await codeOf(propose())).toBe('invalid');
    await signAmendment(company, deed);
    expect((await amendment()).state).toBe('signed');
    expect(await here.db.$count(signatures, eq(signatures.contractId, contractId))).toBe(4);
  });

  test('refused by the other side, taken back, or left by the end of the contract, it is called back; signed all the same, it does not count', async () => {
    const refused = await changed();
    const first = await refused.opened();
    const deed = { contractId: refused.contractId, versionN: refused.versionN };
    await refuseAmendment(await refused.talk.as('company', 'officer'), { ...deed, reason: '不同意' });
    expect((await refused.flowOf(first)).state).toBe('cancelling');
    await refused.signBoth(first);
    await refused.work();
    expect(await refused.flowOf(first)).toMatchObject({ state: 'aside', endNote: 'version' });
    expect(await refused.contract()).toMatchObject({ signedVersionN: 1, versionN: 1 });

    const taken = await changed();
    const { id } = await taken.propose();
    await withdrawAmendment(await taken.talk.as('unit', 'officer'), {
      contractId: taken.contractId,
      versionN: taken.versionN,
    });
    expect((await taken.flowOf(id)).state).toBe('cancelled');
    expect(await codeOf(taken.join(id))).toBe('state_changed');

    // Another change, which its own side only prepared and drops, touches nothing of the one at the provider.
    const beside = await changed();
    const officer = await beside.talk.as('company', 'officer');
    const other = await prepareAmendment(officer, {
      contractId: beside.contractId,
      baseVersionN: 1,
      terms: soundTerms({ territory: '全球' }),
      effectiveOn: '2026-12-05',
      reason: '要在境外使用',
    });
    const { id: going } = await beside.propose();
    await withdrawAmendment(officer, other);
    expect((await beside.flowOf(going)).state).toBe('proposed');

    const ended = await changed();
    const last = await ended.opened();
    const { contractId, talk } = ended;
    const ask = { contractId, versionN: 1, ground: 'agreed', reason: '市场变化，双方同意不再继续' } as const;
    await askOtherSide(await talk.as('unit', 'approver'), 'end_by_agreement', ask);
    const [declaration] = await here.db
      .select()
      .from(contractDeclarations)
      .where(eq(contractDeclarations.contractId, contractId));
    const company = await talk.as('company', 'approver');
    const { openFen } = (await changesPage(company, contractId)).ending!;
    await answerDeclaration(company, { contractId, declarationId: declaration?.id ?? '', answer: 'accepted', openFen });
    expect((await ended.contract()).state).toBe('terminated');
    await ended.work();
    expect(await ended.flowOf(last)).toMatchObject({ state: 'cancelled', cancelReason: '合同已经终止' });
    expect((await ended.taskOf(last)).status).toBe('task_terminated');
  });

  test('joining is the answer that was waited for; called off at the provider, the change waits for one anew', async () => {
    const { talk, propose, work, amendment, opened, flowOf } = await changed();
    const waits = async () => {
      const { id } = await amendment();
      const own = and(eq(deadlines.subjectType, 'amendment'), eq(deadlines.subjectId, id));
      const [row] = await here.db.select().from(deadlines).where(own);
      return row?.doneAt === null ? row.dueAt : null;
    };
    const { id: first } = await propose();
    const day = await waits();
    expect(day).not.toBeNull();
    const officer = await talk.as('unit', 'officer');
    // Not joined yet: the days that run go on.
    await cancelEsign(officer, { flowId: first, reason: '换签署人' });
    expect(await waits()).toEqual(day);
    const second = await opened();
    expect(await waits()).toBeNull();
    await cancelEsign(officer, { flowId: second, reason: '改为纸质' });
    await work();
    expect((await flowOf(second)).state).toBe('cancelled');
    expect(await waits()).not.toBeNull();
  });

  test('each side’s own approval of this very version comes first, and a fresh second factor', async () => {
    const { talk, contractId, versionN, propose, join } = await changed();
    const unit = await talk.as('unit', 'approver');
    const input = { contractId, versionN, signerName: '王校长', mobile: '13800000001', letterId: null } as const;
    const stale = { ...unit, actor: { ...unit.actor, provedAt: null } };
    const proposal = { ...input, authority: 'legal_representative', first: 'own' } as const;
    expect(await codeOf(proposeEsign(stale, proposal))).toBe('proof_required');
    expect(await codeOf(proposeEsign(await talk.as('company', 'approver'), proposal))).toBe('not_found');
    const { id } = await propose();
    const steps = [{ name: '分管领导', way: 'page', role: 'approver' }] as const;
    await setApprovalChain(await talk.as('company', 'owner'), { fromFen: 0n, steps });
    expect(await codeOf(join(id))).toBe('approval_required');
  });
});

async function textOf(bytes: Buffer): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => {
      const { items } = await (await pdf.getPage(i + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join('');
    }),
  );
  return pages.join('');
}
