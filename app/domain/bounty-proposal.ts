import type { MilestoneTerms, PayLaterTerms } from './contract.ts';
import { newTerms } from './contract.ts';
import { type Day, diffDays } from './days.ts';
import type { FieldFault } from './errors.ts';
import { type Fen, fenFromJson, formatWan } from './money.ts';

/** A solver's proposal (揭榜书). Amounts are fen as decimal strings. */
export interface ProposalData {
  readonly plan: string;
  readonly route: string;
  readonly team: string;
  readonly ip: string;
  readonly milestones: readonly ProposalMilestone[];
  readonly budgetFen: string;
}

export interface ProposalMilestone {
  readonly name: string;
  readonly dueOn: Day;
  readonly target: string;
  /** What the poster pays when it is accepted. */
  readonly amountFen: string;
}

export const maxProposalMilestones = 6;

/** The budget of a proposal is what its milestones cost together. Units: fen. Example: 30 and 50 万元 → 80 万元. */
export const budgetOf = (milestones: readonly Pick<ProposalMilestone, 'amountFen'>[]): Fen =>
  milestones.reduce((sum, { amountFen }) => sum + fenFromJson(amountFen), 0n);

/** What a post asks of a proposal: milestones in order and after the close, and no more money than the project has. */
export function proposalFaults(
  { milestones }: Pick<ProposalData, 'milestones'>,
  post: { readonly totalFen: Fen; readonly closesOn: Day | null },
): FieldFault[] {
  const faults: FieldFault[] = [];
  let before = post.closesOn ?? '';
  for (const [at, { dueOn }] of milestones.entries()) {
    if (dueOn <= before) {
      const says = at === 0 ? '第一个里程碑要在揭榜截止以后' : '日期要晚于上一个里程碑';
      faults.push({ field: `milestones[${at}].dueOn`, says });
    }
    before = dueOn;
  }
  if (budgetOf(milestones) > post.totalFen)
    faults.push({ field: 'milestones', says: `经费合计不能超过项目总投入 ${formatWan(post.totalFen)}` });
  return faults;
}

/**
 * The contract draft of an awarded proposal (step 8: technology development contract): its milestones and amounts as they stand
 * in the proposal, paid on acceptance; no royalty, so that nothing is owed that was not in the post. Both may change it.
 */
export function termsOfProposal(
  data: ProposalData,
  post: { readonly title: string; readonly place: string; readonly today: Day },
): PayLaterTerms {
  const last = data.milestones.at(-1)?.dueOn ?? post.today;
  const months = Math.min(36, Math.max(3, Math.ceil(diffDays(post.today, last) / 30)));
  return {
    ...newTerms,
    licenceKind: 'non_exclusive',
    fieldOfUse: post.title,
    termYears: Math.max(newTerms.termYears, Math.ceil(months / 12)),
    trial: { months, extensionMonths: 0 },
    deliverables: ['技术方案和工艺文件', '验收所需的检测报告'],
    milestones: data.milestones.map(({ name, target, amountFen }, at): MilestoneTerms => ({
      name,
      trigger: at === data.milestones.length - 1 ? 'in_production' : 'tech_validated',
      triggerFen: null,
      triggerOn: null,
      criteria: target,
      evidence: '第三方检测报告',
      amountFen: fenFromJson(amountFen),
      payWithinDays: 30,
      acceptWithinDays: 15,
    })),
    royalty: null,
    improvements: 'owner_each',
    dispute: { way: 'court', place: post.place },
  };
}
