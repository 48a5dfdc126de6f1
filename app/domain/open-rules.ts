import { usualAudit } from './audit-terms.ts';
import { longestAuditDays } from './auditor.ts';
import { leastScore } from './bank-match.ts';
import { mostDaysFromSlip } from './bank-transfer.ts';
import { cardCountryLabels } from './card-account.ts';
import { checkoutLimits } from './checkout-method.ts';
import { priorityDays } from './completer-priority.ts';
import { leastCureDays } from './contract-declaration.ts';
import { registrationDays } from './contract-registration.ts';
import { usualDecisionDays, usualDeliveryDays, usualInspectionDays } from './contract.ts';
import { returnCreditWithinDays } from './credit.ts';
import { highFeePpm, maxFeePpm } from './commission.ts';
import { leastMainPpm } from './distribution-shares.ts';
import { distributeWithinDays } from './distribution.ts';
import { leastUseYears } from './entitlement.ts';
import { silentDays } from './esign.ts';
import { payInterestWithinDays } from './interest-charge.ts';
import { vatTreatments } from './invoice.ts';
import { formatPpm, formatWan, formatYuan } from './money.ts';
import { holdHours } from './payee-account.ts';
import { dutyDeskDays, dutyDueOn, dutyReminders, urgeAgainDays } from './project-duty.ts';
import { papersOfType } from './registration-needs.ts';
import { leastSellers } from './registration-access.ts';
import { registrationRegion } from './registration.ts';
import { remindOffsets } from './reminder-days.ts';
import { remindedNames } from './reminder-words.ts';
import { paidWithinMonths, rewardPublicityDays } from './reward-tax.ts';
import { type RuleValues, usualRuleValues } from './rule-values.ts';
import { usualTwoPersonFen } from './second-person.ts';
import { rewardScale, scaleWords } from './share-policy.ts';
import { nationalFloor } from './split.ts';
import { atCapRunning, dropPpm, reminderDays, roundFen, trueUpDays } from './statement-flags.ts';
import { tradedWithinDays } from './contract-pricing.ts';
import { answerWithinDays, reviewWithinDays } from './statement-query.ts';
import { reportDaysBefore } from './trial-days.ts';
import type { OpenRule } from './open-rule.ts';
import { libraryOpenRules } from './open-rules-library.ts';
import { computeOpenRules } from './open-rules-compute.ts';
import { contractOpenRules } from './open-rules-contract.ts';
import { objectorKeptDays } from './objector.ts';
import { objectionDays, usualReviewDays } from './objection-days.ts';

const days = (n: number): string => `${n} 天`;
const inTerms = '每份合同的条款';
const own = '平台默认值，没有法定依据';

/**
 * Rules that wait for an expert. Values come from where they are used, so that this list cannot say something else than the platform
 * does, and says what the administrator set; every mark “to be confirmed” of the domain stands here.
 */
export const openRulesWith = (values: RuleValues): readonly OpenRule[] => [
  {
    key: 'publicity.days',
    area: '公示与审批',
    rule: '协议定价公示的最短时间，末日遇休息日顺延到下一个工作日',
    value: `${values.publicityDays} 个日历日`,
    doubt: '法律只要求公示；不少于 15 日出自国发〔2016〕16号，原文未核；起算日和顺延是平台的保守做法',
    change: '单位设置：公示天数、按日历日或工作日计',
    values: ['publicityDays'],
  },
  {
    key: 'calendar.second',
    area: '公示与审批',
    rule: '平台的节假日安排由谁核对',
    value: '录入的管理员以外的一名平台管理员或者审核员对照放假通知核对，核对以后才按它算',
    doubt: own,
    change: null,
  },
  {
    key: 'publicity.traded_payment',
    area: '公示与审批',
    rule: '合同照挂牌交易、拍卖的成交结果签，不再公示的，价款什么时候付清',
    value: `签署、约定日期、交付验收或者权利登记后付，成交起约一年（${tradedWithinDays} 天）内；以销售额等未必成就的条件付的，按协议定价公示`,
    doubt: '一年参照企业国有资产交易监督管理办法对分期付款的要求，科技成果交易没有规定；挂牌时就是先用后付的不受此限',
    change: null,
  },
  {
    key: 'publicity.objection',
    area: '公示与审批',
    rule: '异议的受理和处理程序',
    value: `公示期内实名提出；${objectionDays.admit} 个工作日内决定是否受理，受理后 ${objectionDays.decide} 个工作日内答复，不成立的 ${usualReviewDays} 个工作日内可以申请另一名审批人复核一次；处理完以前不能签署`,
    doubt: '国家层面没有规定程序，天数是平台的默认，单位可以有自己的办法',
    change: '单位设置：异议复核期',
  },
  {
    key: 'sale.end',
    area: '公示与审批',
    rule: '公开交易成交以后没有签成合同的，怎样了结',
    value: '洽谈结束不等于解除成交：经办人凭文件申请解除，或者登记在平台外履行，另一名审批人同意；在那以前不能与别人签',
    doubt: `${own}；民法典第五百六十三条、拍卖法第三十九条说何时可以解除，没有说凭什么登记`,
    change: null,
  },
  {
    key: 'publicity.objector',
    area: '公示与审批',
    rule: '异议提出人的姓名和联系方式留多久',
    value: `异议处理完，或者挂牌交易没有答复就结束的，${objectorKeptDays} 天后删除；异议内容和答复随公示记录保存`,
    doubt: '个人信息保护法只要求最短必要期限，没有给天数；单位的档案规定可能要求更久',
    change: null,
  },
  {
    key: 'state_asset.filing',
    area: '公示与审批',
    rule: '国有企业转让技术要评估备案、进产权交易机构',
    value: '转让适用；许可、高校院所和民营不适用',
    doubt: '企业国有资产交易监督管理办法的适用范围和例外未核',
    change: null,
  },
  {
    key: 'registered.least_sellers',
    area: '税票与登记',
    rule: '主管部门看辖区签约、到账合计，一个季度最少几家单位',
    value: `${leastSellers} 家，不足的不列；登记数据不受限`,
    doubt: '平台的默认值，统计保密的口径待主管部门确认',
    change: null,
  },
  {
    key: 'completer.priority',
    area: '公示与审批',
    rule: '转让职务技术成果，完成人怎样行使同等条件下的优先受让权',
    value: `由单位征询，在账号上收到征询的 ${priorityDays} 天不答复视为放弃，没有账号的要他的书面答复或者送达证明；主张以后 ${priorityDays} 天没有按同等条件订约的，由审批人登记了结；没有征询只提醒，不阻止签署`,
    doubt: '民法典第八百四十七条没有写方式、期限和不征询的后果；挂牌、拍卖成交的怎样行使也没有写',
    change: null,
  },
  {
    key: 'entitlement.years',
    area: '公示与审批',
    rule: '赋予长期使用权的最短期限',
    value: `${leastUseYears} 年`,
    doubt: '国家试点文件的做法，甘肃是否另有规定未核',
    change: null,
  },
  {
    key: 'two_person.limit',
    area: '公示与审批',
    rule: '大额到账、同一笔收款的在线退款合计要两个人核对的起点',
    value: formatYuan(usualTwoPersonFen),
    doubt: own,
    change: '单位设置',
  },
  {
    key: 'two_person.hold',
    area: '公示与审批',
    rule: '提高两人核对起点以后多久才按新的起点',
    value: `${holdHours} 小时`,
    doubt: `${own}；防止两人先提高起点、马上确认一笔大额`,
    change: null,
  },
  {
    key: 'review.four_eyes',
    area: '公示与审批',
    rule: '导入的成果、后加的材料由谁做保密审查',
    value: '上传、对应列、确认这份文件的人和添加材料的人不能自己审，由另一位保密审查人员审',
    doubt: '保守国家秘密法第三十五条只要求公开前审查，没有规定审查人和提交人要分开；双人原则是平台的做法',
    change: null,
  },
  {
    key: 'review.solo',
    area: '公示与审批',
    rule: '单位只有一个人时能否自己提交、自己审查',
    value: '单位管理员声明一人兼任、没有第二位保密审查人员时可以，每次留痕',
    doubt: '没有查到规定；单位的保密制度可以更严',
    change: '单位设置：一人兼任的声明',
  },
  {
    key: 'warning.amounts',
    area: '条款默认值',
    rule: '固定费用和提成比例的提醒线',
    value: `固定费用 ${formatWan(values.fixedFen)}，净销售额 ${formatPpm(values.salesPpm)}，利润 ${formatPpm(values.profitPpm)}`,
    doubt: '出自开放许可使用费的估算指引，对其他许可只作参考，不阻止签署',
    change: null,
    values: ['fixedFen', 'salesPpm', 'profitPpm'],
  },
  {
    key: 'price_guide',
    area: '条款默认值',
    rule: '提成比例的参考区间',
    value: `一般 ${formatPpm(values.lowPpm)}–${formatPpm(values.highPpm)}，软件和医药 ${formatPpm(values.dearLowPpm)}–${formatPpm(values.dearHighPpm)}`,
    doubt: '经验数，许可费统计数据取得后应换成分行业的实际区间',
    change: null,
    values: ['lowPpm', 'highPpm', 'dearLowPpm', 'dearHighPpm'],
  },
  {
    key: 'late.penalty',
    area: '条款默认值',
    rule: '逾期付款违约金',
    value: `每日 ${formatPpm(values.latePenaltyPpmPerDay)}，最多 ${formatPpm(values.latePenaltyCapPpm)}；计收后 ${payInterestWithinDays} 天内付`,
    doubt: '平台默认值；过高可能被请求调减',
    change: inTerms,
    values: ['latePenaltyPpmPerDay', 'latePenaltyCapPpm'],
  },
  {
    key: 'late.waiver',
    area: '收付与提醒',
    rule: '已经计收的违约金能否免除',
    value:
      '收款方的审批人或者管理员凭本单位批件全部或者部分免除没有付的；贷项已抵的也可以免除，贷项随即恢复；付了的走退款；免除的天数不再计收',
    doubt: '民法典第五百七十五条（债务人可以在合理期限内拒绝）；国有单位减免债权的审批权限和金额各地不一，未核',
    change: null,
  },
  {
    key: 'holidays',
    area: '条款默认值',
    rule: '付款、申报、验收答复期限的最后一天是休假日',
    value:
      '新写的合同顺延到其后第一个工作日，周末也算休假日，调休上班的不算；没有约定的合同（以前签的）不顺延。放假通知没有公布的年份只按法定节日和周末算，公布后由平台管理员在“节假日”页录入；只录今天以后的日子，已经算定的期限不因此改变',
    doubt:
      '民法典第二百零三条说的是法定休假日，周末是否算在内、约定不顺延是否有效，待法务确认；2027 年起的放假安排未公布',
    change: inTerms,
  },
  {
    key: 'cure.days',
    area: '条款默认值',
    rule: '催告后最短的补正期限',
    value: days(leastCureDays),
    doubt: '法律只说“合理期限”',
    change: '每次催告时可给更长',
  },
  {
    key: 'esign.silent_days',
    area: '条款默认值',
    rule: '电子签名服务商不回应撤销，多久以后双方可以声明这次签署作废',
    value: `${silentDays} 天，双方都声明才作废`,
    doubt: `${own}；作废之后服务商交回的签署文件留作证据、不算签署，是否还会拘束双方未经法务确认`,
    change: null,
  },
  {
    key: 'audit.notice',
    area: '条款默认值',
    rule: '查账每年几次，提前多久通知，最长多少天，账目留多久，查阅费用谁付',
    value: `合同没有另外约定的，每个日历年一次（按开始那天算，开始以前收回的不算；同时进行的算一次），提前 ${usualAudit.noticeDays} 个工作日，最长 ${longestAuditDays} 天；账目自每期申报起留 ${usualAudit.keepYears} 年，少报超过 ${formatPpm(usualAudit.shortfallPpm)} 的费用由付款方承担`,
    doubt: `民法典第八百四十六条只说可以约定查阅办法；${own}`,
    change: '在合同条款里约定；付款方在页面上同意可以提前',
  },
  {
    key: 'broker.fee',
    area: '条款默认值',
    rule: '佣金超过多少要再确认',
    value: formatPpm(highFeePpm),
    doubt: '没有查到国家或省的标准',
    change: '每份委托',
  },
  {
    key: 'broker.fee_most',
    area: '条款默认值',
    rule: '一方在一场洽谈里答应的佣金合计最多多少',
    value: `到账额的 ${formatPpm(maxFeePpm)}；有固定数额的，连同比例一起对照合同最多能到账的金额，提成不封顶或者还没有条款的不对照`,
    doubt: `没有查到国家或省的标准；${own}`,
    change: null,
  },
  {
    key: 'trial.days',
    area: '试用与里程碑',
    rule: '交付、验收、试用报告和决定的期限',
    value: `交付 ${usualDeliveryDays} 天，验收 ${usualInspectionDays} 天，期满前 ${reportDaysBefore} 天交报告，期满后 ${usualDecisionDays} 天内决定`,
    doubt: own,
    change: inTerms,
  },
  {
    key: 'milestone.silence',
    area: '试用与里程碑',
    rule: '里程碑材料提交后多少天不答复视为验收通过',
    value: days(values.acceptWithinDays),
    doubt: own,
    change: inTerms,
    values: ['acceptWithinDays'],
  },
  {
    key: 'trial.conduct',
    area: '试用与里程碑',
    rule: '试用期满未决定的：不作声视为退出，选择期限内继续交付、申报或付款视为转为正式实施',
    value:
      '先看期限内的行为，再看沉默；支付试用期内已发生的款项不算，期限后的行为不使合同恢复；有交付清单而没有交付的，不因沉默退出',
    doubt: '以行为订约的一般规则；沉默视为退出没有法定依据；合同“试用”一条照此写明',
    change: null,
  },
  {
    key: 'statement.review',
    area: '提成',
    rule: '收入申报多久不提疑问视为认可，疑问多久答复',
    value: `${reviewWithinDays} 天；${answerWithinDays} 天`,
    doubt: own,
    change: null,
  },
  {
    key: 'statement.flags',
    area: '提成',
    rule: '申报异常的提示线',
    value: `逾期 ${reminderDays.join('、')} 天提醒；日均降 ${formatPpm(Number(dropPpm))} 以上；连续 ${atCapRunning} 期顶格扣除；整 ${formatYuan(roundFen)}；预估数 ${trueUpDays} 天内报实际数`,
    doubt: '平台默认值，只提示，不改变金额',
    change: null,
  },
  {
    key: 'royalty.below_zero',
    area: '提成',
    rule: '扣除超过收入、新增产值或者利润低于基准数、利润为负的一期',
    value:
      '提成为 0，不形成贷项，也不结转到以后各期；毛额因退货为负和更正调低才形成贷项。写有“扣除合计以当期毛额为限”的合同如此；以前没有写的，扣除超过收入的部分仍成为贷项',
    doubt: `民法典第八百四十六条只说按新增产值、利润提成；${own}`,
    change: null,
  },
  {
    key: 'royalty.delivery',
    area: '提成',
    rule: '不约定试用的合同，约定的资料没有交付验收以前计不计提成和最低提成',
    value: '不计：自验收合格之日起；被许可方逾期不验收也不视为合格，许可方可以书面催告。以前写的合同照旧自合同期限起算',
    doubt: own,
    change: null,
  },
  {
    key: 'milestone.sales_late',
    area: '提成',
    rule: '解除、专利失效或者期满以前的销售，其后才申报的，是否还使累计销售额里程碑成就',
    value: '算：以终止以前各期的申报为准，不因晚报而取消',
    doubt: own,
    change: null,
  },
  {
    key: 'milestone.sales_back',
    area: '提成',
    rule: '申报更正后累计销售额低于里程碑的约定，已计、已付的里程碑款怎么办',
    value: '形成贷项，先抵该项未付的部分，再抵同一合同其他应付款，合同结束时由收款方退还；再次达到的另计一笔',
    doubt: `比照民法典第九百八十五条（不当得利）；${own}`,
    change: null,
  },
  {
    key: 'interest.correction',
    area: '提成',
    rule: '申报更正以后的违约金',
    value:
      '没有计收的按实际所欠计算，更正调低的部分自始不计；已计收入账的不变；更正调高的差额自更正后的付款期限届满起算',
    doubt: `民法典第五百八十五条针对迟延履行应付款项；${own}；申报有误是否另行承担责任未核`,
    change: null,
  },
  {
    key: 'royalty.correct_until',
    area: '提成',
    rule: '合同结清、期满或者解除以后，收入申报可以更正到什么时候',
    value: `合同约定的账目保存年限，没有约定的 ${usualAudit.keepYears} 年，从合同最后一天起算；更正多出的照付，调低的形成贷项，由收款方退还`,
    doubt: `参照民法典第一百八十八条的三年诉讼时效；时效从知道或者应当知道权利受损害起算，不从合同结束起算；${own}`,
    change: inTerms,
  },
  {
    key: 'advance.day',
    area: '收付与提醒',
    rule: '预收款抵后来的应付款，从哪一天起算已付',
    value: '自原来的付款日起算；款项晚于付款日产生的，自产生之日起算；撤回抵用的，撤回之日起恢复未付',
    doubt: `钱一直在收款方，付款方不因收款方抵得晚而负违约金；是否按抵销通知到达之日（民法典第五百六十八条）起算未核；${own}`,
    change: null,
  },
  {
    key: 'invoice_list.void',
    area: '提成',
    rule: '销项发票清单里作废、全额红冲的发票怎样计入开票合计',
    value: '都不计；同一清单里冲它的红字也不计；清单里没有对应蓝字的红字、部分红冲的照金额计',
    doubt: `红字开在别的期间的，由付款方在申报里写明；${own}`,
    change: null,
  },
  {
    key: 'credit.return',
    area: '提成',
    rule: '合同结束时没抵完的贷项多久退还',
    value: days(returnCreditWithinDays),
    doubt: own,
    change: null,
  },
  {
    key: 'floor.gansu',
    area: '收益分配与个税',
    rule: '完成人团队占净收入的下限',
    value: `国家 ${formatPpm(nationalFloor.ppm)}，甘肃 ${formatPpm(values.gansuFloorPpm)}`,
    doubt: '甘肃条例 2016 年施行，以后有没有修正未核；驻甘央属单位适用哪一个要法务判断',
    change: '单位设置：按哪里的标准（与所在地不同的写明理由），不低于下限的团队比例；不是国家设立的单位只提醒',
    values: ['gansuFloorPpm'],
  },
  {
    key: 'floor.equity',
    area: '收益分配与个税',
    rule: '作价入股给完成人的股份比例',
    value: `${scaleWords('equity', 'national')}；甘肃 ${formatPpm(rewardScale.equity.ppm.gansu)}。平台只提示，不分股权`,
    doubt: '甘肃条例 2016 年施行，以后有没有修正未核',
    change: null,
  },
  {
    key: 'floor.own_use',
    area: '收益分配与个税',
    rule: '自行或者合作实施给完成人的比例和年数',
    value: `${scaleWords('own_use', 'national')}；甘肃 ${formatPpm(rewardScale.own_use.ppm.gansu)}。平台只提示，不经平台收付`,
    doubt: '营业利润怎样分摊到一项成果没有统一口径；甘肃条例以后有没有修正未核',
    change: null,
  },
  {
    key: 'main.contributors',
    area: '收益分配与个税',
    rule: '主要贡献人员占奖励总额的比例',
    value: `不低于 ${formatPpm(leastMainPpm)}，低于只提醒`,
    doubt: '国发〔2016〕16号，原文未核',
    change: null,
  },
  {
    key: 'distribute.days',
    area: '收益分配与个税',
    rule: '到账多少天内分配',
    value: days(distributeWithinDays),
    doubt: own,
    change: null,
  },
  {
    key: 'reward.publicity',
    area: '收益分配与个税',
    rule: '现金奖励名单公示的天数',
    value: `${rewardPublicityDays} 个工作日`,
    doubt: '国科发政〔2018〕103号，天数未核；与定价公示按日历日计不同',
    change: null,
  },
  {
    key: 'reward.tax',
    area: '收益分配与个税',
    rule: '职务成果转化现金奖励减半计税的条件',
    value: `非营利科研机构和高校；合同已登记；已公示；${paidWithinMonths} 个月内发放`,
    doubt: '财税〔2018〕58号摘要，执行口径以主管税务机关为准；平台不申报税款',
    change: null,
  },
  {
    key: 'work.alone',
    area: '收益分配与个税',
    rule: '单独签订的技术开发、技术咨询、技术服务怎样开票、计税和分配',
    value:
      '咨询、服务不列免税，按现代服务 6% 或者征收率开票（开发照免税）；没有写入本单位知识产权、也没有提成的开发和咨询、服务，现金报酬不按转化奖励减半计税，分配没有法定下限，按本单位规定或者与做事的人的约定，由经办人写明谁做的',
    doubt:
      '财税〔2016〕36号附件3只免与转让、开发相关、开在同一张发票上的咨询和服务；财税〔2018〕58号、促进科技成果转化法第四十五条说的是转让和许可；国发〔2016〕16号说转化工作中的技术开发、咨询、服务奖励可以照办，原文未核，是否参照由单位规定',
    change: '分配方案里填写',
  },
  {
    key: 'invoice.red_of_credit',
    area: '税票与登记',
    rule: '申报更正调低、贷项抵了另一笔应付款的，红字发票开给哪一笔，什么时候开',
    value:
      '开给调低的那一笔；贷项抵了的那一笔照样足额开票，抵减只是付款方式；贷项还没有抵掉、退还以前先不冲红，付款方放弃退还的不冲红',
    doubt:
      '比照国家税务总局公告2016年第47号、2024年第11号（销售部分退回、销售折让开红字发票，按原蓝字发票对应），原文未核；更正的当期是否就要冲红要税务确认',
    change: null,
  },
  ...vatTreatments
    .filter(({ isConfirmed }) => !isConfirmed)
    .map(({ code, label, basis, validFrom }): OpenRule => ({
      key: `vat.${code}`,
      area: '税票与登记',
      rule: `增值税处理：${label}`,
      value: `自 ${validFrom}`,
      doubt: basis,
      change: '开票时由销售方选择',
    })),
  {
    key: 'contract_registration.days',
    area: '税票与登记',
    rule: '技术合同认定登记的办理时限',
    value: `${registrationDays.usual} 个工作日；技术交易额 ${formatWan(registrationDays.largeFromFen)}以上 ${registrationDays.large} 个工作日；要求补正之日起停算，再次提交后接着算剩下的天数`,
    doubt:
      '取自 2024 年征求意见稿，2026 年 1 月公布的办法正文未核；领域、性质等选项按旧表；补正期间停算是通行的做法，办法正文是否这样写未核',
    change: null,
  },
  {
    key: 'achievement_registration.region',
    area: '税票与登记',
    rule: '成果登记号里的省份代码',
    value: registrationRegion,
    doubt: '按公开样例推定，应与登记机关核对',
    change: null,
  },
  {
    key: 'achievement_registration.papers',
    area: '税票与登记',
    rule: '科技成果登记随附的证明材料',
    value: (
      [
        ['应用技术', papersOfType.applied],
        ['基础理论', papersOfType.basic],
        ['软科学', papersOfType.soft],
      ] as const
    )
      .map(([type, papers]) => `${type}：${papers.map(({ says }) => says).join('，和')}`)
      .join('。'),
    doubt: '按《科技成果登记办法》的通行理解，未与登记机关核对；缺材料可声明另行报送',
    change: null,
  },
  {
    key: 'project.duties',
    area: '税票与登记',
    rule: '财政项目验收后汇交和转化的期限',
    value: `2026-01-01 验收的，${dutyDueOn('deposit', '2026-01-01')} 前汇交，${dutyDueOn('transfer', '2026-01-01')} 前转化`,
    doubt: '期限未核，应与省主管部门核对',
    change: null,
  },
  {
    key: 'project.reminders',
    area: '税票与登记',
    rule: '汇交和转化到期前后提醒承担单位的日子，从什么时候起列在它的待办里；催办以后多久再列入主管部门的待办',
    value: `${dutyReminders
      .map((at) => (at < 0 ? `前 ${String(-at)} 天` : at === 0 ? '当天' : `过后 ${String(at)} 天`))
      .join('、')}；到期前 ${days(dutyDeskDays)}起列在待办里；${days(urgeAgainDays)}`,
    doubt: own,
    change: null,
  },
  {
    key: 'slip-days',
    area: '收付与提醒',
    rule: '回单上的日期与银行流水的入账日期最多差多少天，流水才能确认这份回单',
    value: `前后 ${days(mostDaysFromSlip)}`,
    doubt: `${own}；违约金按回单日期算，差得远的要人工核对`,
    change: null,
  },
  {
    key: 'checkout.limits',
    area: '收付与提醒',
    rule: '在线支付每笔的上限',
    value: `银行卡 ${formatYuan(checkoutLimits.card)}，支付宝 ${formatYuan(checkoutLimits.alipay)}，微信支付 ${formatYuan(checkoutLimits.wechat_pay)}`,
    doubt: '银行卡是支付服务商的上限；钱包的限额因银行和实名等级不同，数值未核',
    change: null,
  },
  {
    key: 'card.countries',
    area: '收付与提醒',
    rule: '支付服务商在哪些国家和地区开立可收人民币的账户',
    value: Object.values(cardCountryLabels).join('、'),
    doubt: '按服务商公布的名单，会变；内地不在其中，内地单位须有境外主体',
    change: null,
  },
  {
    key: 'bank.match',
    area: '收付与提醒',
    rule: '对账单里的一行最少几分才提出是哪一笔款',
    value: `${leastScore} 分；流水号或付款码 55，金额 25，户名 20，合同号 15，日期 5`,
    doubt: own,
    change: null,
  },
  {
    key: 'reminder.days',
    area: '收付与提醒',
    rule: '到期前后在哪些日子提醒哪些事',
    value: `${remindOffsets
      .map((at) => (at < 0 ? `前 ${String(-at)} 天` : at === 0 ? '当天' : `过后 ${String(at)} 天`))
      .join('、')}；${remindedNames()}。已登记付款、等发票的款项不提醒付款方`,
    doubt: own,
    change: null,
  },
  ...contractOpenRules,
  ...libraryOpenRules,
  ...computeOpenRules,
];

/** The list as the platform starts out. */
export const openRules = openRulesWith(usualRuleValues);

export const findOpenRule = (key: string, values: RuleValues = usualRuleValues): OpenRule | null =>
  openRulesWith(values).find((rule) => rule.key === key) ?? null;
