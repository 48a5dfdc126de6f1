import { parseWithZod } from '@conform-to/zod/v4';
import { expect, test } from 'vitest';
import { budgetWords, demandFormFrom, demandFormOf, demandGaps, trlWords } from './demand-form.ts';
import { DemandDraftInput, DemandPublicInput, EnterDemandInput } from './demand-input.ts';

const filled: Record<string, string | string[]> = {
  title: '马铃薯淀粉工艺水蛋白回收',
  summary: '每小时 60 立方米工艺水，先提蛋白再处理',
  problem: '冬季启动慢，出水 COD 高',
  statusQuo: '',
  'metrics[0].name': '蛋白回收率',
  'metrics[0].operator': '>=',
  'metrics[0].value': '75',
  'metrics[0].unit': '%',
  'metrics[0].method': '凯氏定氮',
  'metrics[1].name': '',
  'metrics[1].operator': '>=',
  'metrics[1].value': '',
  fields: ['24.1', '21.4'],
  regionCode: '621102',
  wantedTrlMin: '6',
  wantedTrlMax: '',
  budgetMin: '60',
  budgetMax: '１２０．５',
  cooperation: 'LIC_NON',
  acceptPayLater: 'yes',
  confidentiality: 'name_public',
  validUntilOn: '2027-05-11',
  pledge: 'yes',
};

function parse(schema: typeof DemandPublicInput, given: Record<string, string | string[]> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...filled, ...given })) {
    for (const one of [value].flat()) form.append(name, one);
  }
  return parseWithZod(form, { schema });
}

const refusedFields = (submission: ReturnType<typeof parse>) =>
  Object.keys(submission.status === 'success' ? {} : (submission.error ?? {}));

function dataOf(given: Record<string, string | string[]> = {}) {
  const submission = parse(DemandPublicInput, given);
  if (submission.status !== 'success') throw new Error(JSON.stringify(submission.error));
  return submission.value.data;
}

test('what is typed becomes codes, fen and levels; a blank target is no target', () => {
  expect(dataOf()).toMatchObject({
    metrics: [{ name: '蛋白回收率', operator: '>=', value: '75', unit: '%', method: '凯氏定氮' }],
    fields: ['24.1', '21.4'],
    cooperation: ['LIC_NON'],
    budgetMinFen: '60000000',
    budgetMaxFen: '120500000',
    wantedTrlMin: 6,
    wantedTrlMax: null,
    acceptPayLater: true,
    ipRequirement: null,
  });
});

test('a form filled from a version and sent again says the same', () => {
  const data = dataOf();
  const form = demandFormOf(data);
  expect([form.budgetMin, form.budgetMax]).toEqual(['60', '120.5']);
  expect(demandFormFrom({ ...form, acceptPayLater: 'yes' })).toEqual(form);
});

test.each([
  ['title', { title: '短' }],
  ['summary', { summary: '长'.repeat(501) }],
  ['fields', { fields: [] }],
  ['cooperation', { cooperation: [] }],
  ['regionCode', { regionCode: '' }],
  ['budgetMin', { budgetMin: '很多' }],
  ['budgetMax', { budgetMax: '10' }],
  ['wantedTrlMax', { wantedTrlMax: '3' }],
  ['validUntilOn', { validUntilOn: '2027-02-30' }],
  ['confidentiality', { confidentiality: 'secret' }],
  ['pledge', { pledge: '' }],
  ['metrics[0].value', { 'metrics[0].value': '尽量高' }],
  ['metrics[1].name', { 'metrics[1].value': '3' }],
  ['metrics[0].value', { 'metrics[0].operator': 'range', 'metrics[0].value': '8-5' }],
])('%s is refused at its own field', (field, given) => {
  const submission = parse(DemandPublicInput, given as Record<string, string | string[]>);
  expect(refusedFields(submission)).toEqual([field]);
});

test('all that is wrong comes in one answer: a target, the order of the budget and a missing pledge', () => {
  const given = { 'metrics[0].name': '', 'metrics[0].value': '高', budgetMax: '10', wantedTrlMax: '3', pledge: '' };
  expect(refusedFields(parse(DemandPublicInput, given)).sort()).toEqual(
    ['budgetMax', 'metrics[0].name', 'metrics[0].value', 'pledge', 'wantedTrlMax'].sort(),
  );
});

test('a draft may leave open what a public demand may not', () => {
  const open = { summary: '', problem: '', fields: [], cooperation: [], pledge: '', title: '水' };
  expect(parse(DemandDraftInput, open).status).toBe('success');
  expect(refusedFields(parse(DemandDraftInput, { ...open, title: '' }))).toEqual(['title']);
});

test('kinds, wanted forms and for whom it is are kept, and left out where nothing is said', () => {
  const said = { demandTypes: ['breakthrough', 'process'], expectedForms: 'process_package', behalf: '青岘村种植户' };
  expect(dataOf(said)).toMatchObject({ ...said, expectedForms: ['process_package'] });
  for (const key of Object.keys(said)) expect(dataOf()).not.toHaveProperty(key);
});

test('a demand written down for another names the unit, and says what is wrong beside that', () => {
  const form = (given: Record<string, string | string[]>) => {
    const sent = new FormData();
    for (const [name, value] of Object.entries({ ...filled, ...given }))
      for (const one of [value].flat()) sent.append(name, one);
    return parseWithZod(sent, { schema: EnterDemandInput });
  };
  const orgId = '0197a000-0000-7000-8000-000000000001';
  const right = form({ orgId });
  if (right.status !== 'success') throw new Error(JSON.stringify(right.error));
  expect(right.value).toMatchObject({ orgId, data: { title: filled.title, fields: ['24.1', '21.4'] } });
  const wrong = form({ title: '' });
  expect(Object.keys(wrong.status === 'success' ? {} : (wrong.error ?? {})).sort()).toEqual(['orgId', 'title']);
});

test('budgets, levels and gaps are said in words', () => {
  expect(budgetWords('60000000', '120500000')).toBe('60 至 120.5 万元');
  expect(budgetWords(null, '50000000')).toBe('不超过 50 万元');
  expect(budgetWords(null, null)).toBe('面议');
  expect([trlWords(6, 9), trlWords(4, 6), trlWords(null, 5), trlWords(null, null)]).toEqual([
    'TRL 6 以上',
    'TRL 4 至 6',
    'TRL 5 以下',
    '不限',
  ]);
  expect(demandGaps(dataOf())).toHaveLength(2);
});
