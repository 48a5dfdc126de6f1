import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from './contract-json.ts';
import { type EvidenceReport, verifyEvidence } from './evidence-report.ts';
import { type EvidenceEntry, type EvidenceKind, evidenceText, noPrevious } from './signing-evidence.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hashes = { sha256, canonical: canonicalJson };
const data = { title: '马铃薯淀粉分离汁水回用', terms: { termYears: 5 } };
const textSha256 = sha256(canonicalJson(data));

function reportOf(...steps: [EvidenceKind, EvidenceEntry['body']][]): EvidenceReport {
  const entries: EvidenceEntry[] = [];
  for (const [i, [kind, body]] of steps.entries()) {
    const previousSha256 = entries.at(-1)?.sha256 ?? noPrevious;
    const entry = {
      n: i + 1,
      kind,
      at: `2026-11-2${i}T02:00:00.000Z`,
      body: { versionN: 1, textSha256, ...body },
      previousSha256,
    };
    entries.push({ ...entry, sha256: sha256(evidenceText('HT-2026-00001', entry)) });
  }
  return {
    schemaVersion: 1,
    contractNo: 'HT-2026-00001',
    title: data.title,
    versions: [{ n: 1, sha256: textSha256, data }],
    entries,
  };
}

const sound = reportOf(
  ['frozen', {}],
  ['signed', { side: 'licensor', signer: '甲' }],
  ['signed', { side: 'licensee', signer: '乙' }],
  ['concluded', {}],
);
const faults = (report: EvidenceReport, head?: string) =>
  verifyEvidence(report, hashes, head)
    .filter(({ isOk }) => !isOk)
    .map(({ where }) => where);

test('a report as it was written is sound', () => {
  expect(faults(sound)).toEqual([]);
});

test('a changed signer, a dropped or moved entry and a changed text are found', () => {
  const [first, second, third, last] = sound.entries as [EvidenceEntry, EvidenceEntry, EvidenceEntry, EvidenceEntry];
  expect(
    faults({ ...sound, entries: [first, { ...second, body: { ...second.body, signer: '丙' } }, third, last] }),
  ).toEqual(['entry 2 signed']);
  expect(faults({ ...sound, entries: [first, third, last] }).length).toBeGreaterThan(0);
  expect(faults({ ...sound, entries: [first, third, second, last] }).length).toBeGreaterThan(0);
  expect(faults({ ...sound, versions: [{ n: 1, sha256: textSha256, data: { ...data, title: '别的' } }] })).toEqual([
    'version 1',
  ]);
  expect(faults({ ...sound, contractNo: 'HT-2026-00002' }).length).toBe(4);
});

test('one who rewrites an entry and its hash breaks the next', () => {
  const [first, second, third, last] = sound.entries as [EvidenceEntry, EvidenceEntry, EvidenceEntry, EvidenceEntry];
  const forged = { ...second, body: { ...second.body, signer: '丙' } };
  const rehashed = { ...forged, sha256: sha256(evidenceText(sound.contractNo, forged)) };
  expect(faults({ ...sound, entries: [first, rehashed, third, last] })).toEqual(['entry 3 signed']);
});

test('no evidence is no proof', () => {
  expect(faults({ ...sound, entries: [] })).toEqual(['entries']);
});

test('a report rewritten as a whole, or cut short, is sound in itself and told by the last hash', () => {
  const head = sound.entries.at(-1)?.sha256 ?? '';
  const rewritten = reportOf(['frozen', {}], ['signed', { side: 'licensor', signer: '丙' }], ['concluded', {}]);
  const short = { ...sound, entries: sound.entries.slice(0, 2) };
  expect(faults(sound, head)).toEqual([]);
  for (const forged of [rewritten, short]) {
    expect(faults(forged)).toEqual([]);
    expect(faults(forged, head)).toEqual(['last entry']);
  }
});
