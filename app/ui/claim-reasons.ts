import type { ObligationKind } from '#app/domain/obligation.ts';

/** Why a claim is to be paid, by its kind. */
export const claimReasons = {
  milestone: '里程碑成就，按合同应付',
  royalty: '收入申报后，按合同提成应付',
  interest: '逾期付款的违约金',
  credit_return: '合同结束，更正后多计的款项没有抵完，收款方应退还',
} as const satisfies Readonly<Record<ObligationKind, string>>;
