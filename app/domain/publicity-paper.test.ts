import { expect, test } from 'vitest';
import { publicityPaper, type RecordedObjection } from './publicity-paper.ts';

const objection = (state: RecordedObjection['state']): RecordedObjection => ({
  state,
  createdAt: new Date('2026-11-03T02:00:00Z'),
  grounds: '价格偏低。',
  papers: [],
  decision: state === 'withdrawn' ? null : '评估值已附。',
  decidedAt: state === 'withdrawn' ? null : new Date('2026-11-05T02:00:00Z'),
  decidedBy: state === 'withdrawn' ? null : '张三',
  reviewGrounds: null,
  reviewDecision: null,
  reviewedAt: null,
  reviewedBy: null,
  reviewEnd: state === 'dismissed' ? 'lapsed' : null,
  reviewUntil: null,
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
    '收到异议 2 件：1 件已书面答复，认定不成立（见上表），1 件由提出人撤回；没有未决异议。',
  );
});

test('each answer has its day and its approver; a review is told as one, by another than who answered', () => {
  const reviewed = {
    ...objection('confirmed'),
    reviewGrounds: '评估过期。',
    reviewDecision: '评估在有效期内。',
    reviewedAt: new Date('2026-11-12T02:00:00Z'),
    reviewedBy: '李四',
  };
  const words = said([reviewed]);
  expect(words).toContain('2026-11-05，审批人张三答复：评估值已附。');
  expect(words).toContain('2026-11-12，审批人李四（没有参与首次答复）复核：评估在有效期内。');
  expect(words).toContain(
    '认定不成立（见上表），其中 1 件经提出人申请，由没有参与首次答复的另一名审批人复核，维持原答复；',
  );
  expect(said([objection('dismissed')])).not.toContain('另一名审批人');
  // Who may not read the words reads who answered and when.
  expect(said([{ ...objection('dismissed'), decision: null }])).toContain('2026-11-05，审批人张三答复。');
});

test('only what met no objection is called without one', () => {
  expect(said([])).toContain('定价公示无异议证明');
  expect(said([])).toContain('期满无异议');
  for (const [row, state] of [
    [objection('dismissed'), '期满，异议不成立'],
    [objection('confirmed'), '期满，异议不成立'],
    [objection('withdrawn'), '期满，异议已撤回'],
  ] as const) {
    const words = said([row]);
    expect(words).toContain('定价公示结果证明');
    expect(words).toContain(state);
    expect(words).not.toContain('无异议');
  }
});

test('and says whether a review was asked, waived or let pass', () => {
  expect(said([objection('dismissed')])).toContain('复核期满，提出人没有申请复核');
  expect(said([{ ...objection('dismissed'), reviewEnd: 'waived' }])).toContain('提出人接受答复，没有申请复核');
  const reviewed = { ...objection('confirmed'), reviewGrounds: '评估过时。', reviewDecision: '维持。' };
  expect(said([reviewed])).toContain('申请复核：评估过时。\\n复核：维持。');
});
