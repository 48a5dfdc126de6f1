import { expect, test } from 'vitest';
import { publicityPaper, type RecordedObjection } from './publicity-paper.ts';

const objection = (state: RecordedObjection['state']): RecordedObjection => ({
  state,
  createdAt: new Date('2026-11-03T02:00:00Z'),
  grounds: '价格偏低。',
  papers: [],
  decision: state === 'withdrawn' ? null : '评估值已附。',
  reviewGrounds: null,
  reviewDecision: null,
});
const notice = {
  schemaVersion: 1,
  contractNo: 'HT-2026-00001',
  achievement: { no: 'CG-1', name: '回收技术' },
  licensor: '大学',
  licensee: '公司',
  mode: '许可',
  licence: '普通许可',
  priceTerms: ['30 万元'],
  firstOn: '2026-11-03',
  lastOn: '2026-11-17',
  days: 15,
  count: 'calendar',
  contact: '科技处',
  reviewDays: 5,
} as unknown as Parameters<typeof publicityPaper>[0]['notice'];
const said = (objections: RecordedObjection[]) =>
  JSON.stringify(
    publicityPaper({
      notice,
      unit: '大学',
      audience: 'unit',
      state: 'ended',
      startedAt: new Date('2026-11-02T02:00:00Z'),
      endsAt: new Date('2026-11-17T15:59:59Z'),
      sha256: 'a'.repeat(64),
      versionN: 1,
      objections,
      earlier: [],
      postings: [],
      printedOn: '2026-11-18',
      isSample: false,
    }),
  );

test('the certificate tells what was answered from what was taken back', () => {
  expect(said([])).toContain('公示期内未收到异议。');
  expect(said([objection('withdrawn')])).toContain('收到异议 1 件：1 件由提出人撤回；没有未决异议。');
  expect(said([objection('dismissed'), objection('withdrawn')])).toContain(
    '收到异议 2 件：1 件已书面答复（见上表），1 件由提出人撤回；没有未决异议。',
  );
});
