import { expect, test } from 'vitest';
import { contractPaper, contractStampCode } from './contract-paper.ts';
import { paperFileName } from './paper.ts';

const sha256 = 'a1'.repeat(32);
const facts = {
  no: 'HT-2026-00007',
  title: '马铃薯汁水提蛋白',
  version: { n: 3, sha256, createdOn: '2026-11-21' },
  isSigned: false,
  articles: [{ no: 1, title: '当事人与标的', paragraphs: ['许可方：甲大学。', '被许可方：乙公司。'] }],
  signatures: [],
  isSample: true,
};

test('every page of a contract names its version and fingerprint, in words and for a scanner', () => {
  const { stamp } = contractPaper(facts);
  expect(stamp).toEqual({ words: `第 3 版　SHA-256 ${sha256}`, code: `HT-2026-00007 V3 SHA256:${sha256}` });
  expect(contractStampCode('HT-1', { n: 1, sha256 })).toBe(`HT-1 V1 SHA256:${sha256}`);
});

test('an unsigned version says that it is none in force; a signed one says who signed and when', () => {
  expect(contractPaper(facts).meta).toBe('第 3 版，2026-11-21，尚未签署，不是生效文本');
  const signedAt = new Date('2026-11-21T02:30:00Z');
  const signed = contractPaper({
    ...facts,
    isSigned: true,
    signatures: [{ side: 'licensor', orgName: '甲大学', name: '王审批', signedAt }],
  });
  expect(signed.meta).toContain('双方已签署');
  expect(signed.blocks).toContainEqual(
    expect.objectContaining({ kind: 'table', rows: [['许可方', '甲大学', '王审批', '2026-11-21 10:30']] }),
  );
});

test('paragraphs keep the numbers of the page', () => {
  const words = contractPaper(facts).blocks.flatMap((block) => ('text' in block ? [block.text] : []));
  expect(words).toEqual(
    expect.arrayContaining(['第 1 条　当事人与标的', '1.1　许可方：甲大学。', '1.2　被许可方：乙公司。']),
  );
});

test('a file is named by number and kind, without what a disk refuses', () => {
  expect(paperFileName({ no: 'HT-1', title: '合同：A/B "C"' })).toBe('HT-1 合同：A B C ');
});
