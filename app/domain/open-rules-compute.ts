import { computeRules } from './compute-rules.ts';
import { longestTrialMonths, newTerms } from './contract.ts';
import { formatPpm } from './money.ts';
import type { OpenRule, RuleArea } from './open-rule.ts';

const inTerms = '每份合同的条款';
const own = '平台默认值，没有法定依据';

/** As the calculation itself says it (`contract:compute -- --rules`), so that the two cannot differ. */
function computed(id: string, area: RuleArea, rule: string, more: { doubt?: string; change?: string } = {}): OpenRule {
  const found = computeRules.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return { key: id, area, rule, value: found.says, doubt: more.doubt ?? own, change: more.change ?? null };
}

const { trial, royalty } = newTerms;
const usualRate = royalty?.schedule.kind === 'flat' ? formatPpm(royalty.schedule.ratePpm) : '';

/** Rules of the calculation that wait for an expert and have no row of their own in `open-rules.ts`. */
export const computeOpenRules: readonly OpenRule[] = [
  {
    key: 'terms.usual',
    area: '条款默认值',
    rule: '新合同预填的条款',
    value: `普通许可；试用 ${trial.months} 个月、可延长 ${trial.extensionMonths} 个月（试用最长 ${longestTrialMonths} 个月）；提成 ${usualRate}，按季申报，期末后 ${royalty?.reportWithinDays} 天内申报、申报后 ${royalty?.payWithinDays} 天内付款；保密到期满后 ${newTerms.confidentialityYears} 年；后续改进必须选择`,
    doubt: `${own}；只是预填，由双方商定`,
    change: inTerms,
  },
  {
    key: 'text.articles',
    area: '条款默认值',
    rule: '合同文本的条目和固定措辞',
    value: '条目参照技术合同示范文本的通行结构，措辞由平台拟定',
    doubt: '民法典施行和主管部门调整以后的示范文本未核，应逐条比对',
    change: '条款可以增加双方自拟的条文',
  },
  computed('royalty.tiers', '提成', '阶梯提成怎样分段', { change: inTerms }),
  computed('royalty.later', '提成', '变更提成比例以后各期怎样算', {
    doubt: '民法典第五百四十三条只说可以协商变更；累计分段跨变更怎样计没有规定，由平台拟定',
    change: inTerms,
  }),
  computed('royalty.contract_year', '提成', '跨合同年的一期属于哪一年'),
  computed('royalty.baseline', '提成', '基准数怎样折算'),
  computed('royalty.credit', '提成', '多计的提成怎样抵减、退还', {
    doubt: '民法典第五百六十八条、第五百七十五条、第九百八十五条的一般规则；抵减的先后和退还的时点是平台的做法',
  }),
  computed('royalty.cap', '提成', '封顶算哪些款、谁先占用'),
  computed('royalty.minimum', '提成', '年度最低提成何时补足、怎样折算', { change: inTerms }),
  computed('royalty.period_minimum', '提成', '每期最低提成何时计收', { change: inTerms }),
  computed('royalty.buy_out', '提成', '买断的效力和价款', { change: inTerms }),
  computed('royalty.sublicence', '提成', '分许可的收入怎样计', { change: inTerms }),
  computed('royalty.restatement', '提成', '申报更正怎样计、何时付'),
  computed('royalty.report', '提成', '收入申报的期限和逾期的后果', { change: inTerms }),
  computed('royalty.due', '提成', '提成的付款期限从哪天起算', { change: inTerms }),
  computed('patent.lost_day', '试用与里程碑', '专利失效当天和未验收的里程碑怎样算', {
    doubt: `民法典第八百六十五条只说有效期内有效；${own}`,
  }),
  computed('patent.lost_share', '试用与里程碑', '一部分权利失效后提成按什么比例继续', {
    doubt: `专利法第四十七条、民法典第八百六十五条没有写比例和跨期的折算；${own}`,
  }),
  computed('patent.restored', '试用与里程碑', '失效被撤销后怎样恢复计付', {
    doubt: `没有查到专门规定；${own}`,
  }),
  computed('termination', '试用与里程碑', '解除当天和未验收的里程碑怎样算'),
  computed('milestone.dispute', '试用与里程碑', '里程碑争议期间的期限和违约金'),
  computed('interest.reduction', '收付与提醒', '违约金能否调减', {
    doubt: '民法典第五百八十五条；法院掌握的尺度未核，平台只按约定计算',
  }),
  computed('receipts.order', '收付与提醒', '没有指明用途的到账先抵哪一笔', {
    doubt: '民法典第五百六十条、第五百六十一条的法定顺序不同（先利息后本金），以合同约定为准的做法待法务确认',
  }),
  computed('invoice_first', '收付与提醒', '先票后款时付款期限从哪天起算', { change: inTerms }),
  {
    key: 'distribution.costs',
    area: '收益分配与个税',
    rule: '净收入扣除哪些成本',
    value: '税金和为这次转化直接发生的费用（评估、挂牌、佣金、登记、法务、专利维护）；前期研发投入不扣',
    doubt: '促进科技成果转化法第四十四条、第四十五条的“净收入”没有细则，研发投入是否扣除各地不一',
    change: '分配方案里逐项填写',
  },
  {
    key: 'reward.owner_part',
    area: '收益分配与个税',
    rule: '赋权以后完成人按份额所得的部分怎样计税',
    value: '按职务成果转化现金奖励的条件一并列示',
    doubt: '财税〔2018〕58号说的是现金奖励；按所有权份额所得可能是另一种所得，应与主管税务机关确认',
    change: null,
  },
  {
    key: 'invoice.exempt',
    area: '税票与登记',
    rule: '免税的技术收入开什么发票',
    value: '只能开普通发票，不能开专用发票；登记以前开免税票的要确认知道后果',
    doubt: '原营业税改征增值税试点的做法，增值税法施行后的口径未核',
    change: null,
  },
  {
    key: 'contract_registration.field',
    area: '税票与登记',
    rule: '本省技术领域对应认定登记的哪个国家领域',
    value: '平台按领域预填，经办人可以改',
    doubt: '对照关系由平台拟定，没有官方对照表',
    change: '登记表上可以改',
  },
];

/** Rules of the calculation that another row of the list stands for. */
export const coveredRules: Readonly<Record<string, string>> = {
  'royalty.estimate': 'statement.flags',
  'royalty.flags': 'statement.flags',
  'trial.silence': 'trial.conduct',
  'trial.delivery': 'trial.conduct',
  'milestone.sales': 'milestone.sales_late',
  interest: 'late.penalty',
  'interest.waiver': 'late.waiver',
};
