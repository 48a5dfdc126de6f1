import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RegistrationData } from '#app/domain/contract-registration.ts';
import type { Database } from '#db/client.server.ts';
import { contractRegistrations, deadlines } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { signAmendment } from '../contracts/answer-amendment.server.ts';
import { prepareAmendment } from '../contracts/prepare-amendment.server.ts';
import { proposeAmendment } from '../contracts/propose-amendment.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { answerRegistration, type RegistrationAnswer } from './answer-registration.server.ts';
import { isRegistered, registrationPage } from './queries.server.ts';
import { recordResult } from './record-result.server.ts';
import { registrationPacket } from './registration-packet.server.ts';
import { saveRegistration } from './save-registration.server.ts';
import { submitRegistration } from './submit-registration.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const data: RegistrationData = {
  kind: 'patent_licence',
  field: '农业',
  sellerNature: 'university',
  buyerNature: 'enterprise',
  ipKind: '发明专利',
  source: '',
  industry: 'C14 食品制造业',
  contact: '0931-0000000',
  isRelated: false,
  equipmentFen: '5000000',
  equipmentNote: '试验用离心机一台',
};

let serial = 0;
async function saved() {
  const made = await makePerformingContract(db);
  const { contractId, talk, ctx } = made;
  const officer = await talk.as('unit', 'officer');
  const seen = async () => (await registrationPage(officer, contractId)).seen;
  const save = async (given: Partial<RegistrationData> = {}) =>
    saveRegistration(officer, { contractId, seen: await seen(), data: { ...data, ...given } });
  const application = await save();
  const submit = async () =>
    submitRegistration(officer, {
      contractId,
      seen: await seen(),
      office: '兰州市登记点',
      submittedOn: '2026-11-02',
    });
  const answer = async (event: RegistrationAnswer, note: string, askedOn?: string) =>
    answerRegistration(officer, { contractId, seen: await seen(), event, note, ...(askedOn && { askedOn }) });
  const record = async (given: Partial<Parameters<typeof recordResult>[1]> = {}) =>
    recordResult(officer, {
      contractId,
      seen: await seen(),
      registrationNo: `20266201${String((serial += 1)).padStart(8, '0')}`,
      registeredOn: '2026-11-02',
      deal: 30_000_000n,
      technical: 25_000_000n,
      note: '',
      paper: await receivedPdf(ctx, '登记证明.pdf'),
      ...given,
    });
  return { ...made, officer, application, seen, save, submit, answer, record };
}

describe('技术合同认定登记', () => {
  test('reckons 成交额 and 技术交易额 from the signed terms', async () => {
    const { application } = await saved();
    expect(application).toMatchObject({ state: 'prepared', dealFen: 30_000_000n, technicalFen: 25_000_000n });
  });

  test('counts from the certificate; a change is a further row and the newest counts', async () => {
    const { contractId, officer, submit, record } = await saved();
    await submit();
    expect(await isRegistered(officer, contractId)).toBe(false);
    await record();
    expect(await isRegistered(officer, contractId)).toBe(true);
    await record({ deal: 33_000_000n, technical: 28_000_000n });
    const page = await registrationPage(officer, contractId);
    expect(page.results.map(({ result }) => [result.n, result.technicalFen])).toEqual([
      [2, 28_000_000n],
      [1, 25_000_000n],
    ]);
  });

  test('sets the office its working days and stops them for a supplement', async () => {
    const { contractId, submit, answer } = await saved();
    expect((await submit()).decideBy).toBe('2026-11-23');
    const open = async () =>
      (await db.select().from(deadlines).where(eq(deadlines.subjectId, contractId))).filter(
        (row) => row.kind === 'register' && row.doneAt === null,
      );
    expect(await open()).toHaveLength(1);
    await answer('supplement', '补一份专利登记簿副本');
    expect(await open()).toHaveLength(0);
    expect((await submit()).state).toBe('submitted');
    expect(await open()).toHaveLength(1);
  });

  test('refused, it may be asked for again; registered, it may not', async () => {
    const { contractId, save, submit, answer, record } = await saved();
    await submit();
    await answer('refuse', '不属于技术合同');
    const again = await save();
    expect(again.state).toBe('prepared');
    await submit();
    await record();
    await expect(save()).rejects.toMatchObject({ code: 'invalid' });
    expect(await db.$count(contractRegistrations, eq(contractRegistrations.contractId, contractId))).toBe(2);
  });

  test('two who record at once leave one result', async () => {
    const { contractId, officer, seen, submit, record } = await saved();
    await submit();
    const mark = await seen();
    const both = await Promise.allSettled([record({ seen: mark }), record({ seen: mark })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const { results, registration } = await registrationPage(officer, contractId);
    expect(registration?.state).toBe('registered');
    expect(results).toHaveLength(1);
  });

  test('what a colleague wrote meanwhile is not written over: the second of two windows is told', async () => {
    const { contractId, officer, seen, save, submit, answer } = await saved();
    // A licence is no transfer, whatever a form says.
    await expect(save({ kind: 'patent_transfer' })).rejects.toMatchObject({ code: 'invalid', field: 'kind' });
    const mark = await seen();
    await save({ ipKind: '技术秘密' });
    const late = { contractId, seen: mark, data: { ...data, source: '省级计划' } };
    await expect(saveRegistration(officer, late)).rejects.toMatchObject({ code: 'conflict' });
    const office = { office: '兰州市登记点', submittedOn: '2026-11-02' };
    await expect(submitRegistration(officer, { contractId, seen: mark, ...office })).rejects.toMatchObject({
      code: 'conflict',
    });
    const page = await registrationPage(officer, contractId);
    expect(page.data).toMatchObject({ ipKind: '技术秘密', source: '' });
    // Nobody began it anew meanwhile either: refused, one of two begins the next.
    await submit();
    await answer('refuse', '不属于技术合同');
    const refused = await seen();
    const begun = await Promise.allSettled(
      [1, 2].map(() => saveRegistration(officer, { contractId, seen: refused, data })),
    );
    expect(begun.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('one number is one contract', async () => {
    const first = await saved();
    await first.submit();
    await first.record({ registrationNo: '2026620199999999' });
    const second = await saved();
    await second.submit();
    await expect(second.record({ registrationNo: '2026620199999999' })).rejects.toMatchObject({ code: 'duplicate' });
  });

  test('is the seller officer’s; the buyer reads the result, strangers nothing', async () => {
    const { contractId, talk, submit, record } = await saved();
    const input = { contractId, seen: '', data };
    await expect(saveRegistration(await talk.as('company', 'officer'), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(saveRegistration(await talk.as('unit', 'inventor'), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await submit();
    await record();
    const { results, deeds } = await registrationPage(await talk.as('company', 'officer'), contractId);
    expect(deeds).toEqual([]);
    const fileId = results[0]?.result.fileId ?? '';
    await expect(getFile(await talk.as('company', 'officer'), fileId)).resolves.toBeDefined();
    const stranger = await saved();
    await expect(getFile(stranger.officer, fileId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(saveRegistration(stranger.officer, input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(registrationPacket(await talk.as('company', 'officer'), contractId)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('comes as one ZIP with the form and the contract', async () => {
    const { contractId, officer } = await saved();
    const { name, stream } = await registrationPacket(officer, contractId);
    expect(name).toMatch(/登记材料\.zip$/);
    const parts = unzipSync(new Uint8Array(await buffer(stream)));
    const names = Object.keys(parts);
    expect(names).toHaveLength(2);
    expect(names[0]).toContain('认定登记申请材料');
    for (const bytes of Object.values(parts)) expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  });

  test('its days stop for a supplement and go on with what was left (domain.md §6.3)', async () => {
    const { contractId, officer, clock, seen, submit, answer } = await saved();
    await submit();
    clock.moveDays(10);
    for (const wrongOn of ['2026-11-01', '2026-11-13']) {
      const wrong = answer('supplement', '补一份专利登记簿副本', wrongOn);
      await expect(wrong).rejects.toMatchObject({ code: 'invalid', field: 'askedOn' });
    }
    // Asked for on the 9th, recorded on the 12th.
    await answer('supplement', '补一份专利登记簿副本', '2026-11-09');
    clock.moveDays(7);
    const again = { contractId, seen: await seen(), office: '兰州市登记点', submittedOn: '2026-11-16' };
    // 5 of 15 working days had run on 9 November, and those on which nobody recorded it do not count; 10 are left.
    expect((await submitRegistration(officer, again)).decideBy).toBe('2026-11-30');
  });

  test('a change that was signed since has papers of its own: form, change, the certificate to be changed', async () => {
    const { contractId, talk, officer, clock, submit, record } = await saved();
    await submit();
    await record();
    clock.moveDays(1);
    const approver = await talk.as('unit', 'approver');
    const company = await talk.as('company', 'approver');
    const terms = soundTerms({ deliverables: ['工艺说明书', '操作规程', '培训讲义'] });
    const change = { contractId, baseVersionN: 1, effectiveOn: '2026-11-20', reason: '补充培训讲义', terms };
    const { versionN } = await prepareAmendment(approver, change);
    await proposeAmendment(approver, { contractId, versionN });
    await signAmendment(company, { contractId, versionN });
    expect((await registrationPage(officer, contractId)).changes).toMatchObject([
      { versionN: 2, reason: '补充培训讲义' },
    ]);
    const { name, stream } = await registrationPacket(officer, contractId);
    expect(name).toContain('变更登记材料');
    const names = Object.keys(unzipSync(new Uint8Array(await buffer(stream))));
    expect(names.map((each) => each.slice(0, 6))).toEqual([
      expect.stringContaining('1 '),
      expect.stringContaining('2 '),
      '2 变更协议',
      '5 原登记证',
    ]);
    expect(names[0]).toContain('变更登记申请材料');
  });
});
