import { type DeclineReason, declineReasonLabels, declineReasons } from './deal.ts';

/**
 * What became of a match. `interested` and `declined` are said by one of the two sides; `contacted` and `contracted` follow
 * from the deal of the pair and are never typed in.
 */
export const matchAnswers = ['interested', 'contacted', 'declined', 'contracted'] as const;
export type MatchAnswer = (typeof matchAnswers)[number];

export const matchAnswerLabels: Readonly<Record<MatchAnswer, string>> = {
  interested: '感兴趣',
  contacted: '已联系',
  declined: '不合适',
  contracted: '已签约',
};

/** Why a pair does not fit, as the two sides may say of a match: 近期没有人手 and 已与他方合作 are said of a talk. */
export const matchDeclineReasons = [
  'too_early',
  'benefit_unclear',
  'field_mismatch',
  'terms_unfit',
  'other',
] as const satisfies readonly DeclineReason[];

/** The words of a stored reason; one that is no longer on the list is 其他原因. What was written beside it stands behind. */
export function declineWords(reason: string | null, note: string | null = null): string {
  const words = declineReasonLabels[declineReasons.find((known) => known === reason) ?? 'other'];
  return note ? `${words}（${note}）` : words;
}

/** An accepted answer: the pair was worth a person's time. */
export const isAccepted = (answer: MatchAnswer): boolean => answer !== 'declined';

/**
 * The worth of an answer when lists are judged by it: signed 3, contacted 2, interested 1, declined 0. Three steps apart,
 * so that one contract outweighs several polite looks.
 */
export const answerGain = (answer: MatchAnswer): number =>
  ({ declined: 0, interested: 1, contacted: 2, contracted: 3 })[answer];

/** Most characters of what is meant by 其他原因. */
export const maxDeclineNote = 120;

/**
 * Whether a later answer may take the place of an earlier one. A contract is final; a talk that runs is not undone by a
 * look; a "no" may follow anything but a contract, and a talk may follow a "no".
 */
export function mayReplace(before: MatchAnswer | null, next: MatchAnswer): boolean {
  if (before === 'contracted') return false;
  return !(next === 'interested' && before === 'contacted');
}
