/**
 * How far a rule of the calculation is settled: stated in a statute that was read (`L`), read on a public page (`P`), our own
 * knowledge (`OK`) or our own design (`D`). The last two wait for a human expert.
 */
export type RuleMark = 'L' | 'P' | 'OK' | 'D';

export interface ComputeRule {
  readonly id: string;
  readonly mark: RuleMark;
  readonly says: string;
}

const rule = (id: string, mark: RuleMark, says: string): ComputeRule => ({ id, mark, says });

/** Every rule of the calculation that is not plain arithmetic, with its mark. */
export const computeRules: readonly ComputeRule[] = [
  rule('royalty.base', 'L', '提成基数与固定、递增、递减比例：民法典第八百四十六条'),
  rule('royalty.net_sales', 'P', '净销售额 = 开票毛额减去合同列明的扣除项，各项以自己的上限为限'),
  rule('royalty.tiers', 'D', '阶梯比例分段累进，合同另有约定的从其约定；每段四舍五入到分'),
  rule(
    'royalty.later',
    'D',
    '待确认：变更约定从某一期起另按一种比例的，每一期永远按它第一天有效的约定计，以前各期的更正也一样；按合同年或者合同期累计的分段，以前各期的基数继续累计，新的分段只用于落在该期及以后的部分；新的年度最低只用于该日及以后开始的合同年',
  ),
  rule('royalty.contract_year', 'D', '一期属于它第一天所在的合同年'),
  rule('royalty.baseline', 'D', '新增产值、利润的基准数按实际天数折算到不足一期的期间'),
  rule(
    'royalty.below_zero',
    'D',
    '待确认：低于基准数和利润为负的一期提成为 0，不形成贷项，也不结转；不以利润计的，扣除超过毛额的部分，条款约定以毛额为限（deductionsWithin 为 gross）的同样不计，没有约定的形成贷项；退货使毛额为负的仍形成贷项',
  ),
  rule(
    'royalty.credit',
    'D',
    '退货多于销售或者更正调低的期间按同样比例形成贷项，抵同一合同其他应付款，先到期的先抵；合同结束时有剩余的由收款方退还，付款方可以放弃（民法典第五百六十八条、第九百八十五条、第五百七十五条）',
  ),
  rule(
    'royalty.cap',
    'D',
    '封顶计里程碑款、提成、最低补足和买断价之和；先发生者先占用。封顶以后更正的，合计总是封顶与各项之和中较小的一个，但已发生的各项不重排：一项调低而别项仍超出封顶的，该项保留相应金额和原付款期限',
  ),
  rule(
    'royalty.minimum',
    'D',
    '年度最低提成从合同约定的合同年（默认第 2 个）起；在该年开始的最后一期已申报时，或者申报期限届满的次日补足，付款天数自申报之日或者期限届满之日起算；提成起止不满一年的按天折算，没有一期在其中开始的合同年也按天计，随延入该年的一期补足',
  ),
  rule(
    'royalty.period_minimum',
    'D',
    '报告期限届满仍未申报的，次日也计收每期最低，付款天数自届满之日起算；提前终止的一期按天折算',
  ),
  rule(
    'royalty.buy_out',
    'D',
    '买断自行使当日起只停止提成，里程碑照旧（销售额里程碑以买断前各期的申报为准）；约定抵扣的，买断前各期的提成无论何时申报都抵入买断价；买断价按提成的付款天数付',
  ),
  rule('royalty.sublicence', 'D', '分许可：约定了比例的按分许可收入计，未约定的并入净销售额'),
  rule(
    'royalty.restatement',
    'D',
    '更正产生调整行，自更正之日起算付款期限；后来才发生的款项自发生之日起算，不早于发生；原申报不改；同一天对同一期的几次更正只以序号最大的为准',
  ),
  rule('royalty.report', 'D', '期末后 30 天内申报，无销售也要申报；逾期 0、7、15 天提醒，其后为违约'),
  rule(
    'signing.concluded',
    'D',
    '待确认：纸面用印的，期限自最后用印之日起算；平台在后才记载双方确认的（concludedOn），付款、交付和申报的天数自记载之日起算，此前不算逾期',
  ),
  rule('royalty.due', 'D', '申报后起算付款期限，照合同文字；逾期申报另行提示，不提前起算'),
  rule('royalty.estimate', 'D', '预估申报在期末后 90 天内更正为实际数'),
  rule('royalty.flags', 'D', '异常提示：日均销售下降超过 50%、同一扣除项连续 3 期达到上限、收入全为整万元'),
  rule('patent.lost', 'L', '专利失效后，后续款项停止计付：民法典第八百六十五条；已付的一般不返还：专利法第四十七条'),
  rule(
    'patent.lost_day',
    'D',
    '失效当日起不再计提；前一日尚未验收的里程碑取消，包括已交证据的和有争议的，其后的验收不算；写明双方认定之日的（有 lostOn，与该事实同一天的也是），到认定之日已验收的照付（认定以后不能再验收），失效日起已计的提成以调整行收回',
  ),
  rule(
    'patent.lost_share',
    'D',
    '待确认：只有一部分权利失效、或者技术秘密继续使用的，提成和最低提成自失效日起按双方认定的比例（keepsPpm）计，跨失效日的一期按天数折算，几次失效取最低的比例；全部停止的，失效前已经整期申报的按天数折算，更正申报的以更正为准；没有写比例的全部停止',
  ),
  rule(
    'patent.restored',
    'D',
    '待确认：失效被生效决定或者判决撤销的（patent_restored），视为自始没有失效，收回的款项自撤销认定之日重新计付；因失效取消的里程碑恢复，证据重新提交',
  ),
  rule(
    'termination',
    'D',
    '解除当日仍计提；到解除当日尚未验收的里程碑取消，包括已交证据的和有争议的，其后的验收不算；已发生的款项照付',
  ),
  rule('trial.silence', 'D', '试用期满后在约定天数（默认 10 日）内不作选择视为退出，不视为转为正式实施'),
  rule(
    'trial.delivery',
    'D',
    '合同列有交付清单的，试用自交付验收合格之日起算，未交付的不因沉默视为退出；没有清单的自许可期限起算',
  ),
  rule(
    'royalty.delivery',
    'D',
    '待确认：不约定试用而列有交付清单的，提成和最低提成自交付验收合格之日起计，此前不计，也不因沉默视为合格；条款没有写明这一条（royaltyAwaits）的旧合同照旧自合同期限起算',
  ),
  rule(
    'trial.conduct',
    'D',
    '期满后至选择期限届满前提交里程碑证据、验收、首次销售、申报或者付款的，视为转为正式实施；支付试用期内已发生款项及其违约金的不算，期限届满后的行为不使合同恢复；期限后才作出书面转正的，自作出之日起算',
  ),
  rule('milestone.silence', 'D', '提交证据后在约定天数内不答复视为验收通过；最后一天答复有效'),
  rule(
    'milestone.dispute',
    'D',
    '争议只冻结该项：停止计算沉默期和违约金；了结后未逾期的付款期限顺延争议的天数，已逾期的争议天数不计，收款方可以另给付款天数',
  ),
  rule(
    'milestone.sales',
    'D',
    '累计销售额里程碑以付款方自己的实际申报为准，无需另行验收；解除、专利失效、期满以前的销售其后才申报的也算，不因晚报而取消（待确认）',
  ),
  rule(
    'milestone.sales_back',
    'D',
    '待确认：更正后累计销售额低于约定的，已计的里程碑款无论是否已付都形成贷项，先抵该项自己的未付部分；再次达到的另计一笔，自达到之日起算付款天数；证据已验收或者视为验收的不收回',
  ),
  rule('interest', 'D', '违约金每日 0.05%，以逾期金额 20% 为限，按天单利，到期次日起算；付清之日止'),
  rule(
    'interest.correction',
    'D',
    '待确认：没有计收的违约金按实际所欠计算，更正调低的部分自始不计；已计收入账的不变；更正调高的差额自更正后的付款期限届满起算',
  ),
  rule('interest.waiver', 'D', '待确认：收款方免除的违约金（interest_waived）从没有付的部分减去；付了的不免除，走退回'),
  rule('interest.reduction', 'OK', '违约金过高可以请求适当减少：民法典第五百八十五条'),
  rule(
    'receipts.order',
    'OK',
    '未指明的到账先抵最早到期的本金；违约金须指明（民法典第五百六十一条顺序不同，以合同为准）',
  ),
  rule('invoice_first', 'D', '先票后款：付款期限自开票与应付发生两者中较晚之日起算'),
  rule(
    'holidays',
    'OK',
    '待确认：条款约定顺延的（restDays 为 move），付款、申报、验收答复期限的最后一天是法定休假日或者周末的，顺延到其后第一个工作日，违约金自顺延后的次日起算（民法典第二百零三条）；没有约定的不顺延。还没有放假通知的年份按法定节日和周末算；条款文件里的 calendarDays（新公布的放假、调休日）优先',
  ),
];
