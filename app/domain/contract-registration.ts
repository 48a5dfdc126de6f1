import { addDays, addWorkingDays, type Day, isWorkingDay, type WorkCalendar } from './days.ts';
import { AppError } from './errors.ts';
import { machine } from './machine.ts';
import { type Fen, formatYuan } from './money.ts';
import type { RegistrationKind } from './registration-kind.ts';
import { isUsedUp, underCap } from './under-cap.ts';

/**
 * 技术合同认定登记: the seller applies once, at its own location, after the contract takes effect. Only what the registering
 * office has written counts: 登记编号, 成交额, 技术交易额 and the day.
 */
export const contractRegistrationMachine = machine({
  name: 'contract_registration',
  initial: 'prepared',
  states: {
    prepared: {
      label: '材料准备中',
      is: ['open'],
      on: {
        save: { to: 'prepared', by: ['licensor'], says: '修改登记材料' },
        submit: { to: 'submitted', by: ['licensor'], says: '材料已交登记机构，开始计办理期限' },
        withdraw: { to: 'withdrawn', by: ['licensor'], says: '不再申请' },
      },
    },
    submitted: {
      label: '登记机构办理中',
      is: ['open'],
      on: {
        supplement: { to: 'supplementing', by: ['licensor'], says: '登记机构要求补正，期限停止计算' },
        register: { to: 'registered', by: ['licensor'], says: '录入登记编号、登记证明和核定的金额' },
        refuse: { to: 'refused', by: ['licensor'], says: '登记机构不予登记，写明理由' },
        withdraw: { to: 'withdrawn', by: ['licensor'], says: '撤回申请' },
      },
    },
    supplementing: {
      label: '补正中',
      is: ['open'],
      on: {
        save: { to: 'supplementing', by: ['licensor'], says: '按要求修改登记材料' },
        submit: { to: 'submitted', by: ['licensor'], says: '补正后再次提交，办理期限接着计算' },
        withdraw: { to: 'withdrawn', by: ['licensor'], says: '撤回申请' },
      },
    },
    registered: {
      label: '已登记',
      is: ['registered'],
      on: {
        amend: { to: 'registered', by: ['licensor'], says: '变更登记：录入重新核定的金额' },
        cancel: { to: 'cancelled', by: ['licensor'], says: '登记被撤销或者注销，不再计入统计' },
      },
    },
    refused: { label: '不予登记', final: true },
    withdrawn: { label: '已撤回', final: true },
    cancelled: { label: '已注销', final: true },
  },
});

/** Office days to decide, and the larger count for large contracts (consultation draft of 2024, to be confirmed: `contract_registration.days`). */
export const registrationDays = { usual: 15, large: 30, largeFromFen: 500_0000_00n } as const;

/**
 * The last working day on which the office should decide: 15 working days, 30 from 500 万元 of 技术交易额. The count stops while the
 * seller makes good what is missing, and goes on with the days that were left: `usedDays` have run before.
 */
export function decideBy(submittedOn: Day, technicalFen: Fen, calendar: WorkCalendar, usedDays = 0): Day {
  const whole = technicalFen >= registrationDays.largeFromFen ? registrationDays.large : registrationDays.usual;
  return addWorkingDays(submittedOn, Math.max(0, whole - usedDays), calendar).day;
}

/** Working days of the office from the day after the papers came to the day on which it asked for more. */
export function officeDays(submittedOn: Day, askedOn: Day, calendar: WorkCalendar): number {
  let days = 0;
  for (let day = addDays(submittedOn, 1); day <= askedOn; day = addDays(day, 1))
    if (isWorkingDay(day, calendar)) days += 1;
  return days;
}

export interface RegistrationSums {
  /** 合同成交额: the sums that the contract fixes. Open royalties are reported once they are known. */
  readonly dealFen: Fen;
  /** 技术交易额: without equipment, instruments, parts and material bought for the client. */
  readonly technicalFen: Fen;
  readonly isOpen: boolean;
  /** The steps in words, for the form. */
  readonly steps: readonly { readonly label: string; readonly fen: Fen }[];
}

/**
 * 成交额 and 技术交易额 of a licence (domain.md §6.3). Fixed sums and what has been charged beyond them make 成交额; the
 * non-technical cost is taken off for 技术交易额; carriers in reasonable quantity are not. 0 ≤ 技术交易额 ≤ 成交额, else `invalid`.
 * Milestones 300,000.00, royalties charged 27,000.00, equipment 40,000.00 → 327,000.00 and 287,000.00.
 * `capFen`: what a contract is capped at is never gone beyond, and once it is reached nothing is open any more.
 */
export function registrationSums(facts: {
  readonly milestonesFen: Fen;
  readonly royaltiesFen: Fen;
  /** 总额上限 over milestones and royalties; left out or null: there is none. */
  readonly capFen?: Fen | null;
  readonly hasOpenRoyalty: boolean;
  readonly equipmentFen: Fen;
}): RegistrationSums {
  const { milestonesFen, capFen = null, hasOpenRoyalty, equipmentFen } = facts;
  // What returns leave as a credit takes nothing off the sums that the contract fixes.
  const royaltiesFen = facts.royaltiesFen > 0n ? facts.royaltiesFen : 0n;
  const wholeFen = milestonesFen + royaltiesFen;
  const dealFen = underCap(wholeFen, capFen, 0n);
  if (equipmentFen < 0n || equipmentFen > dealFen) {
    const says = `非技术性费用不能是负数，也不能大于合同成交额 ${formatYuan(dealFen)}。`;
    throw new AppError('invalid', { says }, 'equipment');
  }
  return {
    dealFen,
    technicalFen: dealFen - equipmentFen,
    isOpen: hasOpenRoyalty && !isUsedUp(capFen, wholeFen),
    steps: [
      { label: '里程碑款合计', fen: milestonesFen },
      ...(royaltiesFen > 0n ? [{ label: '已计的提成', fen: royaltiesFen }] : []),
      ...(wholeFen > dealFen ? [{ label: '减：超过合同总额上限、不会再收的部分', fen: wholeFen - dealFen }] : []),
      { label: '合同成交额', fen: dealFen },
      { label: '减：设备、仪器、零部件、原材料等非技术性费用', fen: equipmentFen },
      { label: '技术交易额', fen: dealFen - equipmentFen },
    ],
  };
}

export const partyNatures = ['institute', 'university', 'hospital', 'other_public', 'enterprise', 'other'] as const;
export type PartyNature = (typeof partyNatures)[number];
export const partyNatureLabels: Readonly<Record<PartyNature, string>> = {
  institute: '事业法人：科研机构',
  university: '事业法人：高等院校',
  hospital: '事业法人：医疗卫生',
  other_public: '事业法人：其他',
  enterprise: '企业法人',
  other: '其他',
};

/** The technology fields of the registration form. To be confirmed against the form in force: `contract_registration.field`. */
export const nationalFields = [
  '电子信息',
  '航空航天',
  '先进制造',
  '生物、医药和医疗器械',
  '新材料及其应用',
  '新能源与高效节能',
  '环境保护与资源综合利用',
  '核应用',
  '农业',
  '现代交通',
  '城市建设与社会发展',
] as const;
export type NationalField = (typeof nationalFields)[number];

const fieldOfProvince: Readonly<Record<string, NationalField>> = {
  16: '电子信息',
  17: '生物、医药和医疗器械',
  18: '新能源与高效节能',
  19: '新材料及其应用',
  20: '先进制造',
  21: '环境保护与资源综合利用',
  22: '新材料及其应用',
  23: '新材料及其应用',
  24: '农业',
  25: '城市建设与社会发展',
  26: '农业',
  27: '城市建设与社会发展',
  28: '农业',
  29: '城市建设与社会发展',
  30: '生物、医药和医疗器械',
  31: '环境保护与资源综合利用',
};

/** The national field that a provincial term suggests: `24.1` → 农业, `18.5` → 核应用, `20.8` → 现代交通. */
export const nationalFieldOf = (term: string): NationalField | null =>
  term === '18.5' ? '核应用' : term === '20.8' ? '现代交通' : (fieldOfProvince[term.slice(0, 2)] ?? null);

/** 社会经济目标 (GB/T 24450, first level). To be confirmed against the form in force: `contract_registration.objective`. */
export const registrationObjectives = [
  '环境保护、生态建设及污染防治',
  '能源生产、分配和合理利用',
  '卫生事业发展',
  '教育事业发展',
  '基础设施以及城市和农村规划',
  '社会发展和社会服务',
  '地球和大气层的探索与利用',
  '民用空间探测及开发',
  '农林牧渔业发展',
  '工商业发展',
  '非定向研究',
  '其他民用目标',
] as const;
export type RegistrationObjective = (typeof registrationObjectives)[number];

/** The objective that a national field suggests; the seller chooses. */
export const objectiveOf = (field: NationalField): RegistrationObjective =>
  field === '农业'
    ? '农林牧渔业发展'
    : field === '环境保护与资源综合利用'
      ? '环境保护、生态建设及污染防治'
      : field === '新能源与高效节能'
        ? '能源生产、分配和合理利用'
        : '工商业发展';

/** What the seller types for the form; the rest comes from the contract. */
export interface RegistrationData {
  readonly kind: RegistrationKind;
  readonly field: NationalField;
  readonly sellerNature: PartyNature;
  readonly buyerNature: PartyNature;
  /** What kind of right the contract is about, in words of the form: 专利、技术秘密… */
  readonly ipKind: string;
  /** 计划项目来源; empty: none. */
  readonly source: string;
  /** GB/T 4754 of the industry that uses it. */
  readonly industry: string;
  readonly contact: string;
  readonly isRelated: boolean;
  /** In fen, as text. */
  readonly equipmentFen: string;
  readonly equipmentNote: string;
  /** Country by name; absent in forms from before it was asked, as all that follows. */
  readonly sellerCountry?: string;
  readonly buyerCountry?: string;
  /** GB/T 2260, six digits. */
  readonly sellerRegion?: string;
  readonly buyerRegion?: string;
  readonly objective?: RegistrationObjective;
  /** In fen, as text: what of 技术交易额 is for consulting and service that belong to the transfer or licence; empty: none. */
  readonly serviceFen?: string;
  /** In fen, as text: what the buyer is expected to invest beyond the price, and to produce by it in a year; empty: not estimated. */
  readonly investmentFen?: string;
  readonly outputFen?: string;
  /** Who acted as broker of the contract; empty: nobody. */
  readonly broker?: string;
}

/** Numbers of a registration: 14 digits in older texts, 16 in newer instructions. */
export const registrationNoPattern = /^\d{14}(\d{2})?$/;
