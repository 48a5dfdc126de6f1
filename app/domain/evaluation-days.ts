import { addDays, type Day, diffDays } from './days.ts';
import { type EvaluationState, type ExpertState, leastExperts, panelFault } from './evaluation.ts';

/** A commission is due within 60 days where its unit says nothing else, within a year at most (design default: `evaluation.days`). */
export const usualDays = 60;
export const mostDays = 365;
export const usualReportOn = (today: Day): Day => addDays(today, usualDays);

/** An expert has 14 days, and the evaluator a week after him for its report, as far as the commission leaves that. */
export const expertDays = 14;
const reportDays = 7;
export function usualScoresOn(today: Day, reportOn: Day | null): Day {
  const usual = addDays(today, expertDays);
  if (reportOn === null) return usual;
  const latest = addDays(reportOn, -reportDays);
  const wanted = latest < usual ? latest : usual;
  return wanted > today ? wanted : addDays(today, 1);
}

/** What is wrong with a day by which something is asked for; null where nothing. It lies ahead, within a year. */
export function dueFault(on: Day, today: Day): string | null {
  if (on <= today) return '请选择今天以后的日子。';
  return diffDays(today, on) > mostDays ? '最多在一年以内。' : null;
}

/** An expert is reminded three days before his day, and once it has passed. */
const remindDays = 3;
export const remindExpertOn = (dueOn: Day): Day => addDays(dueOn, -remindDays);

/** He still has something to do. */
export const owesScores = (state: ExpertState): boolean => state === 'invited' || state === 'joined';

/** What a panel still lacks, for who runs it: '还缺 2 位专家；1 位没有答复，2 位没有评分'; null where its report can be written. */
export function panelLacks(state: EvaluationState, experts: readonly { readonly state: ExpertState }[]): string | null {
  if (state !== 'running' || panelFault(experts) === null) return null;
  const of = (wanted: ExpertState): number => experts.filter(({ state: word }) => word === wanted).length;
  const coming = of('invited') + of('joined') + of('scored');
  const parts = [
    coming < leastExperts && `还缺 ${leastExperts - coming} 位专家`,
    of('invited') > 0 && `${of('invited')} 位没有答复`,
    of('joined') > 0 && `${of('joined')} 位没有评分`,
  ].filter((part) => part !== false);
  // Enough have scored, an even number of them, and nobody is awaited.
  return parts.length === 0 ? '评分的是双数，再请一位专家' : parts.join('，');
}

/** How many of a panel are past their day and have not scored, and the first of these days; null where nobody is. */
export function lateScores(
  experts: readonly { readonly state: ExpertState; readonly dueOn: Day | null }[],
  today: Day,
): { readonly n: number; readonly since: Day } | null {
  const days = experts.flatMap(({ state, dueOn }) =>
    dueOn !== null && dueOn < today && owesScores(state) ? [dueOn] : [],
  );
  const [since] = days.toSorted();
  return since === undefined ? null : { n: days.length, since };
}
