import type { DistributionState } from './distribution.ts';
import type { ShareLine } from './distribution-shares.ts';
import { allocate, type Fen, mulPpm, wholePpm } from './money.ts';

/** A proposal as it stands in the record, its shares in their order. */
interface Proposal {
  readonly state: DistributionState;
  readonly netFen: Fen;
  readonly teamPpm: number;
  readonly returnNote: string | null;
  /** Whom objections to the reward list went to; null: no publicity was asked for. */
  readonly publicityContact: string | null;
  readonly shares: readonly (Omit<ShareLine, 'isMain'> & { readonly isMain: boolean })[];
}

/** Where the next proposal starts: the figures of the one that went back, and why it did. */
export interface LastProposal {
  readonly reason: string;
  readonly teamPpm: number;
  readonly ttoPpm: number;
  readonly costs: readonly { readonly label: string; readonly amountFen: Fen }[];
  /** The main contributors by their place in the team's list; null where the proposal had no list of people. */
  readonly main: readonly number[] | null;
  /** Who did work that stands alone; a part that cannot be told from the sums is null. */
  readonly workers: readonly { readonly name: string; readonly sharePpm: number | null }[];
  readonly publicityContact: string;
}

const steps = [10_000, 1_000, 100, 10, 1];

const nearest = (part: Fen, whole: Fen, step: number): number => {
  const unit = BigInt(step) * whole;
  return Number((2n * part * BigInt(wholePpm) + unit) / (2n * unit)) * step;
};

/** The share, with the fewest decimals, that makes this part of the whole. 14,625.00 of 292,500.00 → 5 %; of nothing → 0. */
export function ppmOf(part: Fen, whole: Fen): number {
  if (whole <= 0n) return 0;
  const tried = steps.map((step) => nearest(part, whole, step));
  return tried.find((ppm) => mulPpm(whole, ppm, 'half-up') === part) ?? nearest(part, whole, 1);
}

/** The shares, with the fewest decimals, that `allocate` these parts; null where none of at most four decimals do. */
export function ppmsOf(parts: readonly Fen[]): readonly number[] | null {
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  if (whole <= 0n) return null;
  const tried = steps.map((step) => parts.map((part) => nearest(part, whole, step)));
  const fits = (ppms: readonly number[]) =>
    ppms.reduce((sum, ppm) => sum + ppm, 0) === wholePpm &&
    allocate(whole, ppms).every((part, at) => part === parts[at]);
  return tried.find(fits) ?? null;
}

/**
 * What the form of the next proposal starts from when the last one was objected to or sent back; null when it was not.
 * `people` is the team's list as it is now: who left it is nobody's main contributor.
 */
export function lastProposal(
  last: Proposal | undefined,
  people: readonly { readonly userId: string | null; readonly name: string }[],
): LastProposal | null {
  if (last?.state !== 'returned') return null;
  const of = (kind: ShareLine['kind']) => last.shares.filter((share) => share.kind === kind);
  const named = of('person');
  const parts = ppmsOf(named.map(({ amountFen }) => amountFen));
  const places = people.map(({ userId, name }) =>
    named.find((share) => share.label === name && share.userId === userId),
  );
  const ttoFen = of('tto').reduce((sum, { amountFen }) => sum + amountFen, 0n);
  return {
    reason: last.returnNote ?? '',
    teamPpm: last.teamPpm,
    ttoPpm: ppmOf(ttoFen, last.netFen),
    costs: of('cost').map(({ label, amountFen }) => ({ label, amountFen })),
    main: places.some(Boolean) ? places.flatMap((share, at) => (share?.isMain ? [at] : [])) : null,
    workers: named.map(({ label }, at) => ({ name: label, sharePpm: parts?.[at] ?? null })),
    publicityContact: last.publicityContact ?? '',
  };
}
