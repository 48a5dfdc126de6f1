import { type MemberRole, memberRoleLabels } from './access.ts';
import { type ContractKind, contractKindLabels, contractKinds } from './contract-kind.ts';
import { machine } from './machine.ts';
import { type Fen, formatYuan } from './money.ts';

/** Approval of one contract version inside a unit (单位内部审批). Signing waits for it where the unit has a chain for such a sum. */
export const approvalMachine = machine({
  name: 'approval',
  initial: 'open',
  states: {
    open: {
      label: '审批中',
      is: ['live'],
      on: {
        pass: { to: 'open', by: ['decider'], says: '本环节同意，转下一环节' },
        complete: { to: 'approved', by: ['decider'], says: '最后一个环节同意，审批完成' },
        return: { to: 'returned', by: ['decider'], says: '本环节不同意，写明意见，退回经办人' },
        withdraw: { to: 'withdrawn', by: ['starter'], says: '经办人撤回' },
      },
    },
    approved: { label: '已批准', is: ['live'], final: true },
    returned: { label: '已退回', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
});
export type ApprovalState = keyof typeof approvalMachine.states;

/** Decided on the page, or on paper (a meeting, a printed form) whose scan is recorded. */
export const approvalWays = ['page', 'paper'] as const;
export type ApprovalWay = (typeof approvalWays)[number];

/** Roles that may decide a step on the page. */
export const deciderRoles = ['approver', 'legal', 'finance', 'owner'] as const satisfies readonly MemberRole[];
export type DeciderRole = (typeof deciderRoles)[number];

/** One step of a chain as the unit wrote it: 部门负责人, 法务, 分管领导, 校（院）长办公会. */
export interface ApprovalStep {
  readonly name: string;
  readonly way: ApprovalWay;
  /** Who decides; a step on paper is recorded by the officer. */
  readonly role: DeciderRole;
}

/** For which contracts a chain is: those of one kind, or all. */
export const chainScopes = ['all', ...contractKinds] as const;
export type ChainScope = (typeof chainScopes)[number];
export const chainScopeLabels: Readonly<Record<ChainScope, string>> = { all: '全部合同', ...contractKindLabels };

export interface ApprovalChain {
  readonly id: string;
  readonly contractKind: ChainScope;
  readonly fromFen: Fen;
  readonly steps: readonly ApprovalStep[];
}

/** The fewest and the most steps of a chain. */
export const approvalStepBounds = { least: 1, most: 8 } as const;

/** Who is asked to act on a step, in words. */
export const stepDoer = ({ way, role }: ApprovalStep): string =>
  way === 'paper' ? '线下决定，由经办人上传扫描件' : memberRoleLabels[role];

/** The sum by which a unit chooses its chain (`mostOf`), in words. */
export const chainSumWords = (sumFen: Fen | null): string =>
  sumFen === null ? '金额不定（提成不封顶）' : formatYuan(sumFen);

/**
 * Who decides no step on the page of an approval: who began it, and who decided another of its steps there. What is decided on paper is
 * only recorded.
 */
export const barredFromPage = (
  steps: readonly ApprovalStep[],
  {
    startedBy,
    decided,
  }: {
    readonly startedBy: string;
    readonly decided: readonly { readonly position: number; readonly decidedBy: string }[];
  },
): string[] => [
  startedBy,
  ...decided.filter(({ position }) => steps[position]?.way === 'page').map(({ decidedBy }) => decidedBy),
];

/** True of who is asked to decide the step that is next: one of its role whom nothing bars; on paper, any officer. */
export function isAskedToDecide(
  { userId, roles }: { readonly userId: string; readonly roles: readonly MemberRole[] },
  { steps, ...run }: { readonly steps: readonly ApprovalStep[] } & Parameters<typeof barredFromPage>[1],
): boolean {
  const next = steps[run.decided.length];
  if (next === undefined) return false;
  if (next.way === 'paper') return roles.includes('officer');
  return roles.includes(next.role) && !barredFromPage(steps, run).includes(userId);
}

/**
 * The chain that a contract of this kind and sum takes. Chains that the unit wrote for this kind come before those for all kinds, which
 * a contract takes that reaches none of its kind. Among them the one with the highest threshold that it reaches, thresholds included
 * (以上 counts the number); an unknown sum (null) reaches every threshold. Null where the unit asks for no approval of such a contract.
 * Chains from 0 and from 1,000,000.00: 999,999.99 takes the first, 1,000,000.00 and any contract with an uncapped royalty the second.
 */
export function chainFor<Chain extends Pick<ApprovalChain, 'fromFen' | 'contractKind'>>(
  chains: readonly Chain[],
  { kind, sumFen }: { readonly kind: ContractKind; readonly sumFen: Fen | null },
): Chain | null {
  const highestOf = (scope: ChainScope): Chain | null => {
    let best: Chain | null = null;
    for (const chain of chains) {
      const isReached = chain.contractKind === scope && (sumFen === null || chain.fromFen <= sumFen);
      if (isReached && (best === null || chain.fromFen > best.fromFen)) best = chain;
    }
    return best;
  };
  return highestOf(kind) ?? highestOf('all');
}

/** The chains of a unit once this one is saved: one for the same kind and sum is replaced. */
export const chainsWith = (chains: readonly ApprovalChain[], next: ApprovalChain): ApprovalChain[] => [
  ...chains.filter(({ contractKind, fromFen }) => contractKind !== next.contractKind || fromFen !== next.fromFen),
  next,
];

/** How the price was found (促进科技成果转化法 art. 18: by agreement, listing or auction; a valuation is not compulsory). */
export const valuationLabels = {
  none: '未作资产评估',
  valued: '已作资产评估',
} as const;
export type Valuation = keyof typeof valuationLabels;

/** Whether somebody who decides stands close to the other party (关联交易); such a deal says so in its file. */
export const relationLabels = {
  none: '不涉及关联交易',
  related: '涉及关联交易，已披露并按规定回避',
} as const;
export type Relation = keyof typeof relationLabels;

/** What of a step's outcome is known: its decision, else that it is next, else that it waits its turn. */
export function stepStanding(
  position: number,
  decided: readonly { readonly position: number; readonly outcome: 'passed' | 'returned' }[],
  state: ApprovalState,
): 'passed' | 'returned' | 'next' | 'waiting' {
  const own = decided.find((row) => row.position === position);
  if (own) return own.outcome;
  return state === 'open' && decided.length === position ? 'next' : 'waiting';
}
