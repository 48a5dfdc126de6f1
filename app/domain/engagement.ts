import { addMonths, type Day } from './days.ts';
import { machine } from './machine.ts';
import type { Fen } from './money.ts';

/** A client's standing mandate to a broker (居间委托, Civil Code art. 961–966): offered by the client, taken by the broker. */
export const engagementMachine = machine({
  name: 'engagement',
  initial: 'invited',
  states: {
    invited: {
      label: '待技术经纪人答复',
      on: {
        accept: { to: 'active', by: ['broker'], says: '接受委托' },
        decline: { to: 'declined', by: ['broker'], says: '不接受委托' },
        withdraw: { to: 'withdrawn', by: ['client'], says: '撤回邀请' },
      },
    },
    active: {
      label: '委托有效',
      on: { end: { to: 'ended', by: ['client', 'broker'], says: '解除委托，已介绍的仍受保护' } },
    },
    ended: { label: '已解除', final: true },
    declined: { label: '未接受', final: true },
    withdrawn: { label: '邀请已撤回', final: true },
  },
});
export type EngagementState = keyof typeof engagementMachine.states;

export const introductionStates = ['proposed', 'opened', 'declined'] as const;
export type IntroductionState = (typeof introductionStates)[number];
export const introductionLabels: Readonly<Record<IntroductionState, string>> = {
  proposed: '等双方答复',
  opened: '双方同意，已开洽谈',
  declined: '有一方婉拒',
};

export const specialistKinds = ['envoy', 'commissioner'] as const;
export type SpecialistKind = (typeof specialistKinds)[number];
export const specialistKindLabels: Readonly<Record<SpecialistKind, string>> = {
  envoy: '科技特派员',
  commissioner: '科技专员',
};

export interface EngagementDays {
  readonly state: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly tailMonths: number;
}

/** True on days on which the broker acts for the client: active, from its first day to its last. */
export const isEngaged = ({ state, startsOn, endsOn }: Omit<EngagementDays, 'tailMonths'>, today: Day): boolean =>
  state === 'active' && today >= startsOn && today <= endsOn;

/**
 * Bypass protection (反跳单, Civil Code art. 965: who uses the broker's introduction and contracts behind his back still owes the
 * fee): true when the introduction was made within the mandate and the deal begins before the tail after its end has passed.
 * Example: mandate 2026-01-01 to 2026-12-31, tail 12, introduced 2026-05-01: a deal on 2027-11-30 counts, one on 2028-01-01 not.
 */
export function isBypass(mandate: EngagementDays, introducedOn: Day, dealOn: Day): boolean {
  if (mandate.state !== 'active' && mandate.state !== 'ended') return false;
  if (introducedOn < mandate.startsOn || introducedOn > mandate.endsOn) return false;
  return dealOn >= introducedOn && dealOn <= addMonths(mandate.endsOn, mandate.tailMonths);
}

/**
 * Each broker's part of a fixed commission; the parts sum to it, what rounding leaves is the first's.
 * Example: 50,000.00 split 60/40 → 30,000.00 and 20,000.00.
 */
export function splitFixedFee(feeFen: Fen, splits: readonly number[]): Fen[] {
  const parts = splits.map((split) => (feeFen * BigInt(split)) / 1_000_000n);
  const rest = feeFen - parts.reduce((sum, part) => sum + part, 0n);
  return parts.map((part, at) => (at === 0 ? part + rest : part));
}

/**
 * Each broker's part of one commission, as a share of cash: rate × split, rounded down, what is left to the first. The parts sum
 * to the rate. Example: 3 % split 60/40 → 18,000 and 12,000 ppm.
 */
export function splitFee(feePpm: number, splits: readonly number[]): number[] {
  const parts = splits.map((split) => Math.floor((feePpm * split) / 1_000_000));
  const rest = feePpm - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, at) => (at === 0 ? part + rest : part));
}
