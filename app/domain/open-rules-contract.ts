import { usualDeductions } from './contract.ts';
import { usualLatePpmPerDay } from './contract-check.ts';
import { consentAnswerDays, wordObjectionDays } from './grant-clearance.ts';
import { answerReturnWithinDays, returnWithinDays } from './material-return.ts';
import { formatPpm } from './money.ts';
import type { OpenRule } from './open-rule.ts';
import { returnDepositWithinDays, signSaleWithinDays } from './sale-days.ts';
import { summaryChars } from './public-summary.ts';
import { longestSealDays } from './signing-way.ts';

const own = '平台默认值，没有法定依据';

/** Rules around the contract and its listing that wait for an expert: what needs no publicity, what shuts a listing, who must agree. */
export const contractOpenRules: readonly OpenRule[] = [
  {
    key: 'trade.sign_by',
    area: '收付与提醒',
    rule: '挂牌交易、拍卖成交以后多久签合同',
    value: `成交起 ${signSaleWithinDays} 天内，双方的待办按它提醒；过了只提醒，不作废`,
    doubt: '参照政府采购法第四十六条、招标投标法第四十六条的三十日；科技成果交易没有规定，公告写明的从其约定',
    change: '交易公告的付款和签约约定，平台的提醒不随它变',
  },
  {
    key: 'trade.deposit_return',
    area: '收付与提醒',
    rule: '没有成交的意向方的保证金多久退还',
    value: `交易结束起 ${returnDepositWithinDays} 个工作日内；结束以后才到账的，从到账起算`,
    doubt: '参照政府采购法实施条例第三十三条的五个工作日；科技成果交易没有规定，公告写明的从其约定',
    change: null,
  },
  {
    key: 'contract.stock',
    area: '条款默认值',
    rule: '合同提前解除时，库存的标的产品怎样处理',
    value:
      '照合同选的：许可方 30 日内可以按成本价收购，不收购的或者选销毁的，由被许可方销毁；没有选的由双方商定，商定以前不得销售。解除以后没有销售期，收入申报到终止那天为止，收购的不计提成',
    doubt: own,
    change: '在合同条款里选',
  },
  {
    key: 'contract.return_days',
    area: '收付与提醒',
    rule: '合同解除以后，技术资料多久返还或者销毁，怎样算办完',
    value: `被许可方从解除起 ${returnWithinDays} 天内返还或者销毁并写明结果；许可方 ${answerReturnWithinDays} 天内确认或者提出不同意见，有不同意见的 ${answerReturnWithinDays} 天内再办。过了只提醒；许可方没有答复的不视为确认，一直留在双方的待办里。约定了交付清单而没有交付记录的不用办`,
    doubt: '民法典第八百七十三条只说不支付使用费的要停止使用、交还技术资料，没有规定天数和确认的办法',
    change: null,
  },
  {
    key: 'publicity.exempt',
    area: '公示与审批',
    rule: '哪些价款不用公示',
    value:
      '国家设立的高校、科研机构以外的权利人，国有企业也在内；没有写入知识产权、不收提成的技术开发、咨询、服务合同；价款由挂牌交易或者在平台上看得到公告的拍卖产生，而且合同的双方、标的、方式、价款都和成交结果相同、不另加提成，付清的时间见“价款什么时候付清”',
    doubt:
      '促进科技成果转化法第十八条只说协议定价的转让、许可、作价投资；和成交结果不一致的按协议定价处理，是平台的做法',
    change: null,
  },
  {
    key: 'publicity.restart',
    area: '公示与审批',
    rule: '改了什么要重新公示',
    value:
      '合同变更：动到价款和付款条件、许可方式、地域、领域或者知识产权的重新公示，其余的不重新公示。挂牌：改定价方式、价格、先用后付或者增加转化方式的重新公示',
    doubt: '法律只要求公示成果名称和拟交易价格；哪些改动算新的价格，没有见到规定',
    change: null,
  },
  {
    key: 'signing.concluded',
    area: '收付与提醒',
    rule: '纸质用印、平台在后才记载的合同，从哪天起算',
    value: `合同期限从双方最后用印之日起算；付款、交付、申报的天数从双方都在平台确认之日起算，此前不算逾期；变更从确认之日起执行；用印距确认超过 ${longestSealDays} 天的不收，请重新用印或者在页面上签署`,
    doubt: `民法典第四百九十条以最后盖章为成立；记载以前没有应付款和申报的入口，不计逾期和最长天数是${own}`,
    change: null,
  },
  {
    key: 'approval.no_cap',
    area: '公示与审批',
    rule: '没有封顶的提成合同，按多大金额走内部审批、认授权书的限额',
    value: '按没有上限处理：走最高一级的审批，有限额的授权书不能签',
    doubt: `${own}；单位可能另有规定`,
    change: '单位设置：审批流程；授权书不写限额',
  },
  {
    key: 'contract.late_high',
    area: '公示与审批',
    rule: '逾期违约金每日超过多少提醒过高',
    value: `每日 ${formatPpm(usualLatePpmPerDay)}，只提醒，不阻止`,
    doubt: `${own}；民法典第五百八十五条只说过分高于损失的可以请求减少，没有比例`,
    change: null,
  },
  {
    key: 'co_owner.consent',
    area: '公示与审批',
    rule: '赋权以后，共有的完成人怎样同意许可和转让',
    value: '协议没有写明由单位单独处置的，每一版合同都要全体共有人同意后才能签署',
    doubt: '专利法第十四条：没有约定的，共有人可以各自普通许可；平台对普通许可也要求全体同意，是保守做法，待法务确认',
    change: '赋权协议：由单位单独处置',
  },
  {
    key: 'listing.end',
    area: '公示与审批',
    rule: '签了合同，平台挂牌是否结束',
    value: '转让或者独占许可：自动结束。普通许可、排他许可：由挂牌单位选择继续或者结束。开发、咨询、服务：不影响',
    doubt: own,
    change: '挂牌页',
  },
  {
    key: 'terms.deductions',
    area: '条款默认值',
    rule: '提成基数预填的扣除项目',
    value: `净销售额：${usualDeductions.net_sales.join('、')}；利润：${usualDeductions.profit.join('、')}；其他基数不预填`,
    doubt: '照通行示范文本的写法，范围和上限由双方商定，待法务、财务确认',
    change: '每份合同的条款',
  },
  {
    key: 'contract_registration.objective',
    area: '税票与登记',
    rule: '技术合同登记表的社会经济目标',
    value: '按 GB/T 24450 一级目标选一项，按技术领域预选，由填表人改',
    doubt: '登记系统现用的选项未核；预选只按技术领域猜',
    change: '登记申请表',
  },
  {
    key: 'record.summary',
    area: '税票与登记',
    rule: '摘要公开的成果，公开多少简介',
    value: `第一段，到第一个换行为止；最多 ${summaryChars} 字，按整句截`,
    doubt: own,
    change: '成果简介的分段',
  },
  {
    key: 'grant.overlap',
    area: '公示与审批',
    rule: '同一成果的两份许可、转让何时不能并存',
    value:
      '标的、地域、领域和期限从文字上看重叠的不能签；只是领域、地域写法不同的，由许可方法务写明判断才能签，省市能分开、期限错开的除外；各自写明的权利不同的、写明知识产权的开发、咨询、服务合同只提示；在先的普通许可写明合同编号除外的可以签；在先的独占、排他许可和转让，写明编号、并由许可方审批人登记在先方书面同意、或者法务上传意见书说明不重叠的，可以签',
    doubt: '最高人民法院技术合同司法解释第二十四、二十五条；按文字判断重叠是平台的做法，待法务确认',
    change: null,
  },
  {
    key: 'grant.consent_answer',
    area: '公示与审批',
    rule: '许可方登记的在先被许可方的书面同意，等它多久',
    value: `它在自己的合同页确认的，当时算数；告知后 ${consentAnswerDays} 天（自然日）不答复的，过了那天算数；签署以前声明没有同意的，不算数`,
    doubt: `${own}；不答复能不能当作同意，待法务确认`,
    change: null,
  },
  {
    key: 'grant.denied_word',
    area: '公示与审批',
    rule: '在先被许可方声明没有同意以后，许可方法务的意见怎样算数',
    value: `法务上传意见书，另一名审批人复核同意后告知在先方；告知后 ${wordObjectionDays} 天（自然日）没有异议的，过了那天可以签；期限内提出异议的，法务不能再这样说明，要有在先方在平台确认的书面同意，或者经复核的生效判决、仲裁裁决`,
    doubt: `${own}；天数和争议期间能不能签，待法务确认`,
    change: null,
  },
];
