import { describe, expect, test } from 'vitest';
import { describeTerms, type ContractParties } from './contract-text.ts';
import { improvementWays, licenceKinds, type MilestoneTerms, newTerms, type PayLaterTerms } from './contract.ts';

const parties: ContractParties = {
  licensor: { name: '陇原理工大学（示例）', uscc: '12620000438000000X' },
  licensee: { name: '金昌镍谷循环材料有限公司（示例）' },
  subject: {
    name: '镍钴浸出与短程再生工艺',
    no: 'CG-2026-00042',
  },
};
const milestone: MilestoneTerms = {
  name: '中试完成',
  trigger: 'prototype_done',
  triggerFen: null,
  triggerOn: null,
  criteria: '连续运行 72 小时',
  evidence: '中试报告',
  amountFen: 30_000_000n,
  payWithinDays: 30,
  acceptWithinDays: 15,
};
const terms: PayLaterTerms = {
  ...newTerms,
  fieldOfUse: '退役动力电池回收',
  termYears: 10,
  deliverables: ['工艺包', '操作规程'],
  milestones: [milestone],
  royalty: { ...newTerms.royalty!, capFen: 500_000_000n, minimumFen: 5_000_000n },
  improvements: 'shared',
};
const text = (change: Partial<PayLaterTerms> = {}): string =>
  describeTerms({ ...terms, ...change }, parties)
    .flatMap(({ title, paragraphs }) => [title, ...paragraphs])
    .join('\n');
const article = (title: string, change: Partial<PayLaterTerms> = {}): string =>
  describeTerms({ ...terms, ...change }, parties)
    .find((item) => item.title === title)
    ?.paragraphs.join('\n') ?? '';

test('articles are numbered without a gap and none is empty', () => {
  const articles = describeTerms(terms, parties);
  expect(articles.map(({ no }) => no)).toEqual(articles.map((_, i) => i + 1));
  for (const { title, paragraphs } of articles) {
    expect(title).toMatch(/^\p{Script=Han}[\p{Script=Han}、]*$/u);
    expect(paragraphs.length).toBeGreaterThan(0);
    for (const paragraph of paragraphs) expect(paragraph).toMatch(/。$/);
  }
});

test.each([
  ['许可方式、范围与期限'],
  ['交付与指导'],
  ['试用'],
  ['里程碑款'],
  ['收入提成'],
  ['账目与查阅'],
  ['后续改进'],
  ['逾期付款'],
  ['专利失效'],
  ['保密'],
  ['争议解决'],
])('Civil Code art. 845: there is an article on %s', (title) => expect(article(title)).not.toBe(''));

test('the licence is for consideration that is deferred, not free', () => {
  expect(article('有偿与延后付款')).toContain('本合同是有偿许可，不是无偿许可');
  expect(article('有偿与延后付款')).toContain('里程碑款和收入提成');
  expect(article('有偿与延后付款', { royalty: null })).toContain('约定的里程碑款，');
  expect(text()).toContain('签约时不收入门费');
  expect(text()).toContain('里程碑条件在试用期内成就的，按该项约定付款');
});

test('names parties and object as they are given', () => {
  const first = article('当事人与标的');
  expect(first).toContain('陇原理工大学（示例）（统一社会信用代码 12620000438000000X）');
  expect(first).toContain('被许可方：金昌镍谷循环材料有限公司（示例）。');
  expect(first).toContain('成果编号 CG-2026-00042');
});

describe('money in the text', () => {
  test('a milestone names condition, evidence, silence, days and the sum in capitals', () => {
    expect(article('里程碑款').split('\n')[0]).toBe(
      '第 1 项“中试完成”：条件为样机或中试完成；连续运行 72 小时。许可方应提交的证据：中试报告。' +
        '被许可方应在收到证据后 15 日内验收或者书面说明不通过的理由，逾期不答复视为通过；' +
        '验收通过后 30 日内支付人民币 ¥300,000.00（大写：叁拾万元整）。',
    );
  });

  test('a dated milestone needs no acceptance', () => {
    const dated = article('里程碑款', {
      milestones: [{ ...milestone, trigger: 'on_date', triggerOn: '2027-03-01', criteria: '', evidence: '' }],
    });
    expect(dated).toContain('条件为到达约定日期：2027 年 3 月 1 日（周一）。到期无需验收，到期后 30 日内支付');
  });

  test('the royalty says rate, base, report, minimum and cap', () => {
    const royalty = article('收入提成');
    for (const words of [
      '按季度以净销售额为基数',
      '比例为 3%',
      '没有收入也要申报',
      '不低于人民币 ¥50,000.00',
      '累计以人民币 ¥5,000,000.00',
    ]) {
      expect(royalty).toContain(words);
    }
    expect(royalty).toContain('包装费、运输费、税金、广告费、商业折扣。未列明的不得扣除');
  });

  test('tiers, years and capped deductions in words', () => {
    const tiers = [
      { fromFen: 0n, toFen: 100_000_000n, ratePpm: 30_000 },
      { fromFen: 100_000_000n, toFen: null, ratePpm: 20_000 },
    ];
    const royalty = {
      ...terms.royalty!,
      capFen: null,
      minimumFen: null,
      deductions: [{ name: '运输费', capPpm: 50_000 }],
    };
    const tiered = article('收入提成', { royalty: { ...royalty, schedule: { kind: 'tiered', tiers } } });
    expect(tiered).toContain('不超过 100 万元的部分 3%，超过 100 万元的部分 2%');
    expect(tiered).toContain('运输费（不超过当期毛额的 5%）');
    expect(tiered).toContain('不约定封顶金额');
    expect(tiered).toContain('不约定最低提成');
    const falling = article('收入提成', {
      royalty: {
        ...royalty,
        deductions: [],
        startsOn: '2027-01-01',
        period: 'year',
        schedule: { kind: 'by_year', ratesPpm: [50_000, 40_000] },
      },
    });
    expect(falling).toContain('第 1 个合同年 5%，第 2 个合同年 4%，其后各年同最后一年');
    expect(falling).toContain('自 2027-01-01 起');
    expect(falling).toContain('不作扣除');
  });

  test('what only some contracts agree stands in their text, and in no other', () => {
    const royalty = terms.royalty!;
    const said = (change: Partial<typeof royalty>) => article('收入提成', { royalty: { ...royalty, ...change } });
    const tiers = [{ fromFen: 0n, toFen: null, ratePpm: 30_000 }];
    expect(said({ schedule: { kind: 'tiered', tiers, span: 'contract_year' } })).toContain(
      '每个合同年累计的基数分段累进',
    );
    expect(said({ schedule: { kind: 'tiered', tiers, way: 'whole' } })).toContain('每期基数所达到的档次全额适用');
    expect(said({ startEvent: 'first_sale' })).toContain('自首次销售之日起（不早于试用期届满）');
    expect(said({ startEvent: 'milestone', startMilestone: 2 })).toContain('自第 2 项里程碑验收通过之日起');
    expect(said({ baselineFen: 30_000_000n })).toContain('每个完整申报期的基准数为人民币 ¥300,000.00');
    expect(said({ sublicencePpm: 300_000 })).toContain('再许可收入的 30%另行支付');
    const yearly = said({ minimumFen: null, yearlyMinimumFen: 10_000_000n });
    expect(yearly).toContain('自第 2 个合同年起，每个合同年的提成不低于人民币 ¥100,000.00');
    expect(yearly).toContain('不约定每期最低提成');
    expect(said({ buyOut: { priceFen: 300_000_000n, creditsRoyalties: true } })).toContain('此前已计的提成抵入买断价');
    expect(said({})).not.toMatch(/买断|基准数|再许可收入|合同年的提成/);
    expect(article('逾期付款', { invoicing: 'invoice_first' })).toContain('先票后款');
    expect(article('逾期付款')).not.toContain('先票后款');
    expect(article('试用', { trial: { ...terms.trial, decideWithinDays: 20 } })).toContain('期满后 20 日内书面选择');
    expect(article('试用')).toContain('期满后 10 日内书面选择');
  });

  test('what is not agreed is said', () => {
    expect(article('里程碑款', { milestones: [] })).toBe('双方不约定里程碑款。');
    expect(article('收入提成', { royalty: null })).toBe('双方不约定收入提成。');
  });

  test('late payment: 0.05 % a day up to 20 %', () => {
    expect(article('逾期付款')).toContain('每日 0.05%支付违约金，累计不超过逾期金额的 20%');
  });
});

describe('the text says what is charged', () => {
  const sales = {
    ...milestone,
    trigger: 'sales_reached' as const,
    triggerFen: 1_000_000_000n,
    criteria: '',
    evidence: '',
  };

  test('a milestone of sales is due by the report, or by evidence that stands; a correction takes it back', () => {
    const [said = ''] = article('里程碑款', { milestones: [sales] }).split('\n');
    expect(said).toContain('无需另行提交证据和验收');
    expect(said).toContain('自申报达到之日起 30 日内支付');
    expect(said).toContain('作为贷项');
    expect(said).toContain('申报没有达到的，可以提交证据');
    expect(said).toContain('15 日内验收或者书面说明不通过的理由，逾期不答复视为通过');
  });

  test('the base is explained as what it is called', () => {
    const of = (change: object) => article('收入提成', { royalty: { ...terms.royalty!, ...change } });
    expect(of({})).toContain('净销售额为当期标的产品的开票毛额减去');
    expect(of({ base: 'profit' })).toContain('利润为当期标的产品的收入（以开票毛额计）减去下列已实际发生的成本、费用');
    expect(of({ base: 'profit' })).toContain('利润为负的一期按比例计的提成为零，不形成贷项，也不结转');
    expect(of({ base: 'added_output', baselineFen: 1_000_000n })).toContain('低于基准数的一期按比例计的提成为零');
    for (const base of ['profit', 'added_output', 'unit_price', 'other']) {
      expect(text({ royalty: { ...terms.royalty!, base } as typeof terms.royalty })).not.toContain('净销售额');
    }
  });

  test('without a trial the royalty begins with accepted delivery', () => {
    const trial = { months: 0, extensionMonths: 0 };
    expect(article('收入提成', { trial })).toMatch(/^自交付验收合格之日起，被许可方/);
    expect(text({ trial })).not.toContain('试用期届满');
    const royalty = { ...terms.royalty!, startEvent: 'first_sale' as const };
    expect(article('收入提成', { trial, royalty })).toContain('（不早于交付验收合格）');
    // Nothing is delivered: nothing is awaited either.
    const nothing = { trial, deliverables: [] };
    expect(article('收入提成', nothing)).toMatch(/^自合同期限起算之日起，/);
    expect(article('收入提成', { ...nothing, royalty })).toContain('（不早于合同期限起算）');
    // Terms from before royalties awaited delivery keep their words.
    const before = { trial, royaltyAwaits: undefined };
    expect(article('收入提成', before)).toMatch(/^自交付验收合格之日起，没有办理交付验收的自合同期限起算之日起，/);
  });

  test('who goes on within the days to decide has converted, silence is exit', () => {
    expect(article('试用')).toMatch(/视为退出.*但期满后至选择期限届满前继续.*申报收入或者付款的，视为转为正式实施/);
    expect(article('试用')).toContain('不因沉默视为退出');
    expect(article('试用', { deliverables: [] })).not.toContain('不因沉默');
  });

  test('credits, the days of a correction and a minimum that nobody reported', () => {
    const royalty = article('收入提成');
    expect(royalty).toContain('更正调高的，差额自更正之日起 30 日内支付');
    expect(royalty).toContain('抵减本合同其他应付款，先到期的先抵');
    expect(royalty).toContain('许可方在 30 日内退还');
    expect(royalty).toContain('申报期限届满仍未申报的，先按每期最低提成计收');
    expect(article('收入提成', { royalty: { ...terms.royalty!, minimumFen: null } })).not.toContain('仍未申报');
  });
});

describe('choices', () => {
  test('each kind of licence says who else may use it', () => {
    const texts = licenceKinds.map((licenceKind) => article('许可方式、范围与期限', { licenceKind }));
    expect(new Set(texts).size).toBe(licenceKinds.length);
    expect(texts[2]).toContain('许可方自己也不实施');
  });

  test('each way of sharing improvements differs', () => {
    expect(new Set(improvementWays.map((improvements) => article('后续改进', { improvements }))).size).toBe(4);
    expect(article('后续改进', { improvements: null })).toContain('尚未约定');
  });

  test('court or arbitration', () => {
    expect(article('争议解决')).toContain('向被告住所地有管辖权的人民法院起诉');
    expect(article('争议解决', { dispute: { way: 'arbitration', place: '兰州仲裁委员会' } })).toContain(
      '提交兰州仲裁委员会仲裁',
    );
  });

  test('a trial that may be extended and one that may not', () => {
    expect(article('试用')).toContain('可以延长一次，最长 6 个月');
    expect(article('试用', { trial: { months: 6, extensionMonths: 0 } })).toContain('自交付验收合格之日起算，不延长');
  });
});

test('the same terms give the same text', () =>
  expect(describeTerms(terms, parties)).toEqual(describeTerms(terms, parties)));
