import type { Term } from './term.ts';

export interface TransferMode extends Term {
  /** Technology contract the mode leads to; none for the unit's own investment. */
  readonly contractTypes: readonly ('assignment' | 'licence' | 'development' | 'consulting' | 'service')[];
  /** Which floor of the income rules applies. */
  readonly income: 'transfer' | 'licence' | 'share' | 'profit_share' | 'any';
  readonly isLicence?: true;
}

/** 转化方式. `LIC_*` are the kinds of licence; `PAYLATER` says how it is paid, whatever the kind. */
export const transferModes = [
  {
    code: 'SELF',
    label: '自行投资实施',
    contractTypes: [],
    income: 'profit_share',
    source: '促进科技成果转化法 第十六条（一）',
  },
  {
    code: 'ASSIGN',
    label: '转让',
    contractTypes: ['assignment'],
    income: 'transfer',
    note: '专利转让自登记之日起生效',
    source: '促进科技成果转化法 第十六条（二）',
  },
  {
    code: 'LIC_EXC',
    label: '独占许可',
    contractTypes: ['licence'],
    income: 'licence',
    isLicence: true,
    note: '约定范围内，许可方自己也不用',
    source: '促进科技成果转化法 第十六条（三）',
  },
  {
    code: 'LIC_SOLE',
    label: '排他许可',
    contractTypes: ['licence'],
    income: 'licence',
    isLicence: true,
    note: '许可方自己可以用，不再许可第三方',
    source: '促进科技成果转化法 第十六条（三）',
  },
  {
    code: 'LIC_NON',
    label: '普通许可',
    contractTypes: ['licence'],
    income: 'licence',
    isLicence: true,
    note: '许可方可以再许可别人',
    source: '促进科技成果转化法 第十六条（三）',
  },
  {
    code: 'LIC_OPEN',
    label: '开放许可',
    contractTypes: ['licence'],
    income: 'licence',
    isLicence: true,
    note: '谁付公开的价谁能用；该专利不再独占或排他许可',
    source: '专利法 第五十条至第五十二条',
  },
  {
    code: 'COOP',
    label: '合作实施',
    contractTypes: ['development', 'licence'],
    income: 'profit_share',
    source: '促进科技成果转化法 第十六条（四）',
  },
  {
    code: 'EQUITY',
    label: '作价投资入股',
    contractTypes: ['assignment', 'licence'],
    income: 'share',
    source: '促进科技成果转化法 第十六条（五）',
  },
  {
    code: 'PAYLATER',
    label: '先使用后付费',
    contractTypes: ['licence'],
    income: 'licence',
    note: '零门槛费、里程碑支付、收入提成',
    source: '促进科技成果转化法 第十六条（六）；甘科办〔2024〕2号 第17项',
  },
  {
    code: 'OTHER',
    label: '其他协商方式',
    contractTypes: ['assignment', 'licence', 'development', 'consulting', 'service'],
    income: 'any',
    source: '促进科技成果转化法 第十六条（六）',
  },
] as const satisfies readonly TransferMode[];

export type TransferModeCode = (typeof transferModes)[number]['code'];
