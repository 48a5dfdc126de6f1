import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { stateAssetFilings } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeContext } from '#seeds/make.ts';
import { makePaper, statePapers } from '#seeds/make-state-papers.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { getFile } from '../files/get-file.server.ts';
import { paperOfDecision } from '../papers/decision-paper.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { recordStateAsset } from './record-state-asset.server.ts';
import { signContract } from './sign-contract.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const filing = {
  valuationNo: '备 2026-001',
  valuation: 100_000_000n,
  filedWith: '省国资委',
  filedOn: '2020-01-02',
  exchange: '甘肃省产权交易所',
  certificateNo: 'GS-2020-17',
  dealtOn: '2020-02-03',
};

async function assignment() {
  const unit = { kind: 'enterprise', isStateEstablished: true } as const;
  const talk = await makeTalkingDeal(makeContext(db), { unit });
  const terms = soundTerms({ kind: 'transfer', trial: { months: 0, extensionMonths: 0 } });
  const { id } = await proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms });
  // No notice: art. 18 asks it of state universities and institutes.
  await agreeContract(await talk.as('company', 'officer'), { contractId: id, versionN: 1 });
  return { talk, contractId: id };
}

test('a state-owned enterprise does not assign before its valuation is filed and the deal made at an exchange', async () => {
  const { talk, contractId } = await assignment();
  const signs = async () => codeOf(signContract(await talk.as('unit', 'owner'), { contractId, versionN: 1 }));
  expect(await signs()).toBe('invalid');
  const officer = await talk.as('unit', 'officer');
  await recordStateAsset(officer, { contractId, ...filing, ...(await statePapers(officer)) });
  expect(await signs()).toBe('done');
});

test('its own officer records it, with both papers and days that have come in their order', async () => {
  const { talk, contractId } = await assignment();
  const record = async (side: 'unit' | 'company', role: 'officer' | 'finance', given = {}) => {
    const by = await talk.as(side, role);
    return codeOf(recordStateAsset(by, { contractId, ...filing, ...(await statePapers(by)), ...given }));
  };
  expect(await record('company', 'officer')).toBe('forbidden');
  expect(await record('unit', 'finance')).toBe('forbidden');
  expect(await record('unit', 'officer', { dealtOn: '2999-01-01' })).toBe('invalid');
  expect(await record('unit', 'officer', { dealtOn: '2020-01-01' })).toBe('invalid');
  expect(await record('unit', 'officer', { filing: null })).toBe('invalid');
  expect(await record('unit', 'officer', { certificate: null })).toBe('invalid');
  const { talk: stranger } = await assignment();
  const other = await stranger.as('unit', 'officer');
  const foreign = recordStateAsset(other, { contractId, ...filing, ...(await statePapers(other)) });
  expect(await codeOf(foreign)).toBe('not_found');
});

test('the papers are looked at by their content, read by the own unit alone and named in its decision file', async () => {
  const { talk, contractId } = await assignment();
  const officer = await talk.as('unit', 'officer');
  const text = { ...(await officer.files.put(Readable.from([Buffer.from('只是一段文字')]), 100)), name: '备案表.pdf' };
  const papers = await statePapers(officer);
  const record = (given = {}) => recordStateAsset(officer, { contractId, ...filing, ...papers, ...given });
  expect(await codeOf(record({ filing: text }))).toBe('file_refused');
  await record();
  // A correction keeps the paper that does not come again.
  await record({ filing: null, certificate: await makePaper(officer, '更正的交易凭证') });
  const rows = await db.select().from(stateAssetFilings).where(eq(stateAssetFilings.contractId, contractId));
  expect(new Set(rows.map((row) => row.filingFileId)).size).toBe(1);
  const fileId = rows[0]?.filingFileId ?? '';
  expect(await getFile(await talk.as('unit', 'approver'), fileId)).toMatchObject({ name: '评估备案表.pdf' });
  expect(await codeOf(getFile(await talk.as('unit', 'inventor'), fileId))).toBe('not_found');
  expect(await codeOf(getFile(await talk.as('company', 'officer'), fileId))).toBe('not_found');
  const paperOf = async (side: 'unit' | 'company') =>
    JSON.stringify((await paperOfDecision(await talk.as(side, 'officer'), contractId)).blocks);
  expect(await paperOf('unit')).toContain(papers.filing.sha256);
  expect(await paperOf('unit')).toContain('更正的交易凭证.pdf');
  expect(await paperOf('company')).not.toContain('评估备案表');
});
