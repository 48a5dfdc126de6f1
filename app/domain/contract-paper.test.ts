import { changeWords } from './change-paper.ts';
import { expect, test } from 'vitest';
import { contractPaper, contractStampCode, validityOf } from './contract-paper.ts';
import { newTerms } from './contract.ts';
import { paperFileName } from './paper.ts';

const sha256 = 'a1'.repeat(32);
const facts = {
  no: 'HT-2026-00007',
  text: {
    textVersion: 1 as const,
    name: '技术许可合同',
    title: '马铃薯汁水提蛋白',
    sides: { licensor: '许可方', licensee: '被许可方' },
    articles: [{ no: 1, title: '当事人与标的', paragraphs: ['许可方：甲大学。', '被许可方：乙公司。'] }],
  },
  version: { n: 3, sha256, createdOn: '2026-11-21' },
  isSigned: false,
  signatures: [],
  parties: { licensor: '甲大学', licensee: '乙公司' },
  validity: '5 年，自双方签署完成之日起',
  signedOn: null,
  isSample: true,
  change: null,
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
    signatures: [{ side: 'licensor', orgName: '甲大学', name: '王审批', standing: 'account', signedAt }],
  });
  expect(signed.meta).toContain('双方已签署');
  expect(signed.blocks).toContainEqual(
    expect.objectContaining({
      kind: 'table',
      rows: [['许可方', '甲大学', '王审批', '平台账号，第二重验证', '2026-11-21 10:30']],
    }),
  );
});

test('the cover leaves the registration number to the office and names project, parties and validity; place and day are written in ink', () => {
  expect(contractPaper(facts).cover).toEqual([
    ['合同登记编号', ''],
    ['合同编号', 'HT-2026-00007'],
    ['项目名称', '马铃薯汁水提蛋白'],
    ['许可方', '甲大学'],
    ['被许可方', '乙公司'],
    ['签订地点', ''],
    ['签订日期', ''],
    ['有效期限', '5 年，自双方签署完成之日起'],
  ]);
  expect(contractPaper({ ...facts, isSigned: true, signedOn: '2026-11-25' }).cover).toContainEqual([
    '签订日期',
    '2026-11-25',
  ]);
  const terms = { ...newTerms, termYears: 5 };
  expect(validityOf(terms, null)).toBe('5 年，自双方签署完成之日起');
  expect(validityOf(terms, '2026-11-21')).toBe('2026-11-21 至 2031-11-20');
  expect(validityOf({ ...terms, startsOn: '2027-01-01' }, null)).toBe('2027-01-01 至 2031-12-31');
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

test('who signed is told from whom a party only named', () => {
  const signedAt = new Date('2026-11-21T02:30:00Z');
  const of = (standing: 'verified' | 'named') =>
    JSON.stringify(
      contractPaper({
        ...facts,
        signatures: [{ side: 'licensee', orgName: '乙公司', name: '李总', standing, signedAt }],
      }),
    );
  expect(of('verified')).toContain('"经认证的签署人"');
  expect(of('named')).toContain('"指定签署人，未经认证"');
});

test('a change says what it replaces, from which day, and what reads otherwise, before its whole text', () => {
  const change = {
    baseVersionN: 2,
    baseSha256: 'b2'.repeat(32),
    effectiveOn: '2026-12-01',
    reason: '设备到货推迟',
  };
  const changes = [
    {
      no: 4,
      title: '付款',
      paragraphs: [
        [
          { kind: 'same' as const, text: '在 ' },
          { kind: 'removed' as const, text: '30' },
          { kind: 'added' as const, text: '45' },
          { kind: 'same' as const, text: ' 日内付款。' },
        ],
        [{ kind: 'added' as const, text: '节假日顺延。' }],
        [{ kind: 'removed' as const, text: '逾期不候。' }],
      ],
    },
  ];
  const paper = contractPaper({
    ...facts,
    text: { ...facts.text, change },
    change: changeWords(facts.version.n, change, changes),
  });
  expect(paper.title).toBe('技术许可合同变更协议：马铃薯汁水提蛋白');
  const words = paper.blocks.flatMap((block) => ('text' in block ? [block.text] : []));
  expect(words.slice(0, 8)).toEqual([
    '变更事项',
    `双方同意变更本合同：自 2026-12-01 起，按第 3 版执行，替换双方已签署的第 2 版（SHA-256 ${'b2'.repeat(32)}）。变更的原因：设备到货推迟`,
    '第 4 条　付款：',
    '原文：在 30 日内付款。',
    '改为：在 45 日内付款。',
    '增加：节假日顺延。',
    '删去：逾期不候。',
    '没有列出的条款不变。变更后的全文如下。',
  ]);
  expect(words).toContain('第 1 条　当事人与标的');
});
