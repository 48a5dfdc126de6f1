import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { checkTerms } from './contract-check.ts';
import { type ContractKind, contractKinds } from './contract-kind.ts';
import { describeTerms } from './contract-text.ts';
import type { MilestoneTerms, PayLaterTerms } from './contract.ts';

const parties = {
  licensor: { name: '陇原理工大学' },
  licensee: { name: '薯月淀粉公司' },
  subject: { name: '淀粉废水蛋白回收技术' },
};
const [stone] = soundTerms().milestones as [MilestoneTerms];
const entry: MilestoneTerms = { ...stone, name: '入门费', trigger: 'signed', criteria: '', amountFen: 5_000_000n };
const without = { trial: { months: 0, extensionMonths: 0 }, royalty: null } as const;
const of = (kind: ContractKind, given: Partial<PayLaterTerms> = {}) =>
  soundTerms({ kind, ...without, milestones: [entry, stone], ...given });
const textOf = (terms: PayLaterTerms) =>
  describeTerms(terms, parties)
    .map(({ title, paragraphs }) => [title, ...paragraphs].join('\n'))
    .join('\n');
const codes = (terms: PayLaterTerms) => checkTerms(terms).errors.map(({ path, code }) => `${path} ${code}`);

test('a pay-later licence takes nothing on signing', () => {
  expect(codes(soundTerms({ milestones: [entry] }))).toEqual(['milestones[0].trigger entry_fee']);
});

test('a licence for a fixed price has an entry fee, instalments, and no need of a trial', () => {
  expect(codes(of('licence'))).toEqual([]);
  const text = textOf(of('licence'));
  expect(text).toContain('价款与支付方式');
  expect(text).toContain('入门费 ¥50,000.00');
  expect(text).toContain('无需验收，双方签署完成后 30 日内支付');
  expect(text).toContain('双方不约定试用');
});

test('every kind has its own words for the two sides, and what is charged stands in the same articles', () => {
  for (const kind of contractKinds) {
    const terms = kind === 'pay_later' ? soundTerms() : of(kind, { results: 'shared', risk: 'shared' });
    const articles = describeTerms(terms, parties);
    expect(articles[5]?.title).toBe('里程碑款');
    expect(articles[6]?.title).toBe('收入提成');
    expect(articles[8]?.title).toBe('逾期付款');
  }
  expect(textOf(of('transfer'))).toContain('让与人：陇原理工大学');
  expect(textOf(of('transfer'))).not.toMatch(/被?许可方/);
  expect(textOf(of('service'))).toContain('委托人：薯月淀粉公司');
});

test('what is no licence speaks of none, and what has no share of revenue of no accounts', () => {
  for (const kind of ['transfer', 'development', 'consulting', 'service'] as const) {
    const text = textOf(of(kind, { results: 'shared', risk: 'shared' }));
    expect(text).not.toMatch(/许可在期限内|许可期限|停止使用|净销售额|标的产品|单独记账/);
  }
  for (const kind of ['consulting', 'service', 'development'] as const)
    expect(textOf(of(kind))).not.toContain('专利失效');
  expect(textOf(of('transfer'))).toContain('登记以后的由受让人缴纳');
  const shared = of('transfer', { royalty: soundTerms().royalty });
  expect(textOf(shared)).toContain('标的产品单独记账');
  expect(textOf({ ...shared, royalty: { ...shared.royalty!, capFen: 900_000_000n } })).toMatch(/达到后不再支付。/);
});

test('a development names the owner of its results and who bears the risk', () => {
  expect(codes(of('development'))).toEqual(['results no_results', 'risk no_results']);
  const agreed = of('development', { results: 'licensee', risk: 'licensee' });
  expect(codes(agreed)).toEqual([]);
  expect(textOf(agreed)).toContain('开发成果的归属：归委托人');
  expect(textOf(agreed)).toContain('风险由委托人承担');
});

test('advice and services have no share of revenue, and only a licence has a trial', () => {
  const { royalty } = soundTerms();
  expect(codes(of('service', { royalty }))).toEqual(['royalty.kind out_of_range']);
  expect(codes(of('consulting', { trial: { months: 6, extensionMonths: 0 } }))).toEqual([
    'trial.months trial_out_of_range',
  ]);
  expect(codes(of('licence', { trial: { months: 6, extensionMonths: 0 } }))).toEqual([]);
});

test('what is licensed for longer than its patents live, or outside the guide, is told and does not block', () => {
  const subject = { patentsEndOn: '2028-01-01', guide: { lowPpm: 10_000, highPpm: 20_000, basis: '经验值' } };
  const { errors, warnings } = checkTerms(soundTerms(), { signedOn: '2026-11-21' }, subject);
  expect(errors).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual(['beyond_patent', 'rate_off_guide']);
});

test('every kind has the articles that the model contracts share: taxes, breach, change, force majeure, notices, effect', () => {
  const shared = [
    '税费、登记与收款账户',
    '违约责任',
    '变更、中止、解除与退出',
    '不可抗力',
    '联系人与通知',
    '争议解决',
    '用语与附件',
    '生效与份数',
  ];
  for (const kind of contractKinds) {
    const terms = of(kind, { results: 'shared', risk: 'shared' });
    const titles = describeTerms(terms, parties).map(({ title }) => title);
    expect([kind, shared.filter((title) => !titles.includes(title))]).toEqual([kind, []]);
  }
  expect(textOf(of('transfer'))).toContain('让与人未按约定转让技术');
  expect(textOf(of('service'))).toContain('免收报酬');
  // Only who licenses know-how may file a patent on it (art. 868).
  expect(textOf(of('service'))).not.toContain('申请专利不视为违反保密义务');
  expect(textOf(of('licence'))).toContain('许可方申请专利不视为违反保密义务');
});

test('a pause stops no trial and leaves no report where none is agreed; who asks for advice says what he brings', () => {
  const pauseOf = (terms: PayLaterTerms) => /中止履行；[^。]*。/u.exec(textOf(terms))?.[0];
  const advice = of('consulting');
  expect(pauseOf(advice)).toBe('中止履行；中止期间不提交和验收里程碑，验收期限停止计算，已到期的款项仍应支付。');
  expect(pauseOf(soundTerms())).toContain('验收期限和试用期停止计算，已到期的款项仍应支付，收入照常申报。');
  expect(textOf(advice)).toContain('委托人阐明咨询的问题，并在合理期限内提供受托人书面列明的');
});

test('what is not agreed in days is delivered and inspected in the usual ones, as the platform counts them', () => {
  expect(textOf(of('licence'))).toMatch(/自双方签署完成之日起 30 日内交付/);
  expect(textOf(of('licence', { deliverWithinDays: 10 }))).toMatch(/自双方签署完成之日起 10 日内交付/);
  expect(textOf(of('licence'))).toContain('收到后 15 日内按交付清单验收');
});

test('a place of dispute that an earlier release supplied speaks of the sides of the kind; what was typed stays', () => {
  const courtOf = (kind: ContractKind, place: string) =>
    describeTerms(soundTerms({ kind, dispute: { way: 'court', place } }), parties).find(
      ({ title }) => title === '争议解决',
    )?.paragraphs[0];
  expect(courtOf('transfer', '被许可方所在地')).toContain('向受让人所在地有管辖权');
  expect(courtOf('service', '许可方所在地')).toContain('向受托人所在地有管辖权');
  expect(courtOf('licence', '被许可方所在地')).toContain('向被许可方所在地有管辖权');
  expect(courtOf('transfer', '兰州市被许可方大厦')).toContain('向兰州市被许可方大厦有管辖权');
});
