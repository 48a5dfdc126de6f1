import type { PayeeAccountState, PayeeAccountWay } from '#app/domain/payee-account.ts';

/** An account as the people of its own organisation see it. */
export interface AccountShown {
  readonly id: string;
  readonly accountName: string;
  readonly bankName: string;
  readonly accountNo: string;
  readonly state: PayeeAccountState;
  readonly reason: string;
  readonly way: PayeeAccountWay | null;
  readonly proposer: string | null;
  readonly proposedAt: Date;
  readonly approver: string | null;
  readonly approvedAt: Date | null;
  readonly probeSentAt: Date | null;
  readonly probeUntil: Date | null;
  readonly probeTries: number;
  readonly paperFileId: string | null;
  readonly verifiedAt: Date | null;
  readonly activeFrom: Date | null;
  readonly endedAt: Date | null;
  readonly endNote: string | null;
  readonly isOwnName: boolean;
}

export interface FormAnswer {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}
