import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { canonicalJson, termsFromJson } from '#app/domain/contract-json.ts';
import { improvementLabels, type Improvements, improvementWays } from '#app/domain/contract.ts';
import { verifyEvidence } from '#app/domain/evidence-report.ts';
import type { Database } from '#db/client.server.ts';
import { contractTexts, contractVersions, signingEvidence } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makePerformingContract } from '#seeds/make-performing-contract.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { paperOfContract } from '../papers/contract-paper.server.ts';
import { evidenceReport } from './evidence-queries.server.ts';
import { keepOldTexts } from './keep-old-texts.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { amendmentsOf } from './amendment-queries.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { termsPage } from './terms-queries.server.ts';
import { contractText } from './text-queries.server.ts';

// A later release words the improvements otherwise.
const words: Record<Improvements, string> = improvementLabels;
const wordedBefore = { ...improvementLabels };
const rewordImprovements = () => {
  for (const way of improvementWays) words[way] = '由平台新写的措辞另定';
};

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});
afterEach(() => {
  Object.assign(words, wordedBefore);
});

const hashes = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  canonical: canonicalJson,
};

async function performing() {
  const made = await makePerformingContract(db);
  const unit = await made.talk.as('unit', 'officer');
  return { ...made, unit, id: made.contractId };
}

test('a signed text reads the same on page, paper and evidence after the platform words a clause otherwise', async () => {
  const { unit, id } = await performing();
  const seen = async () => ({
    page: await contractText(unit, id, null),
    paper: await paperOfContract(unit, id, null),
    evidence: await evidenceReport(unit, id),
  });
  const before = await seen();
  expect(JSON.stringify(before.paper.blocks)).toContain('后续改进');
  rewordImprovements();
  expect(await seen()).toEqual(before);
  expect(JSON.stringify(before)).not.toContain('由平台新写的措辞另定');
});

test('the hash that is signed covers the words: the report of evidence tells an altered article', async () => {
  const { unit, id } = await performing();
  const report = await evidenceReport(unit, id);
  const faults = (words: (text: string) => string) =>
    verifyEvidence(JSON.parse(words(JSON.stringify(report))), hashes)
      .filter(({ isOk }) => !isOk)
      .map(({ where }) => where);
  expect(faults((text) => text)).toEqual([]);
  expect(faults((text) => text.replace('提前 10 个工作日', '提前 1 个工作日'))).toEqual(['version 1 text']);
});

test('words that were kept are never updated nor deleted', async () => {
  const { id } = await performing();
  const own = eq(contractTexts.contractId, id);
  await expect(db.update(contractTexts).set({ sha256: '' }).where(own)).rejects.toThrow();
  await expect(db.delete(contractTexts).where(own)).rejects.toThrow();
});

test('a change written after a rewording shows the rewording too, against the words that were signed', async () => {
  const { unit, id } = await performing();
  const { contract, data } = await contractText(unit, id, null);
  rewordImprovements();
  await prepareAmendment(unit, {
    contractId: id,
    baseVersionN: 1,
    terms: { ...termsFromJson(data.terms), confidentialityYears: 9 },
    effectiveOn: '2027-01-01',
    reason: '保密期延长',
  });
  const [amendment] = await amendmentsOf(unit, contract);
  expect(amendment?.changes.map(({ title }) => title)).toEqual(['后续改进', '保密']);
  const paper = await paperOfContract(unit, id, 2);
  expect(paper.title).toContain('变更协议');
  expect(JSON.stringify(paper.blocks)).toContain('由平台新写的措辞另定');
  // What had been signed stays.
  expect(JSON.stringify(await paperOfContract(unit, id, 1))).not.toContain('由平台新写的措辞另定');
});

test('what a counter-offer says otherwise is told in the words of both versions', async () => {
  const talk = await makeTalkingDeal(makeContext(db, { now: testClock().now }));
  const terms = soundTerms();
  const unit = await talk.as('unit', 'officer');
  const { id } = await proposeContract(unit, { dealId: talk.deal.id, terms });
  rewordImprovements();
  await counterContract(await talk.as('company', 'officer'), {
    contractId: id,
    versionN: 1,
    terms: { ...terms, confidentialityYears: terms.confidentialityYears + 1 },
  });
  const page = await termsPage(unit, id);
  expect(page.open.map(({ key, changes }) => [key, changes.map(({ title }) => title)])).toEqual([
    ['confidentiality', ['保密']],
  ]);
  expect(page.reworded.map(({ title }) => title)).toEqual(['后续改进']);
});

test('of versions from before words were kept the words are kept once, their hash stays, the evidence fixes them', async () => {
  const { unit, id } = await performing();
  await db.transaction(async (tx) => {
    await tx.execute(sql`alter table contract_texts disable trigger contract_texts_append_only`);
    await tx.execute(sql`alter table contract_versions disable trigger contract_versions_append_only`);
    await tx.delete(contractTexts).where(eq(contractTexts.contractId, id));
    const own = and(eq(contractVersions.contractId, id), eq(contractVersions.n, 1));
    const [row] = await tx.select().from(contractVersions).where(own);
    const { textSha256: _none, ...data } = { ...row!.data, schemaVersion: 1 as const };
    await tx
      .update(contractVersions)
      .set({ data, sha256: fingerprint(data) })
      .where(own);
    await tx.execute(sql`alter table contract_versions enable trigger contract_versions_append_only`);
    await tx.execute(sql`alter table contract_texts enable trigger contract_texts_append_only`);
  });
  const [old] = await db.select().from(contractVersions).where(eq(contractVersions.contractId, id));
  await keepOldTexts(unit);
  const kept = await contractText(unit, id, null);
  rewordImprovements();
  expect(await keepOldTexts(unit)).toBe(0);
  expect(await contractText(unit, id, null)).toEqual(kept);
  expect(kept.version.sha256).toBe(old?.sha256);
  const entries = await db.select().from(signingEvidence).where(eq(signingEvidence.contractId, id));
  const [fixed] = entries.filter(({ kind }) => kind === 'text_kept');
  expect(fixed?.body).toMatchObject({ versionN: 1, wordsSha256: fingerprint(kept.text) });
});
