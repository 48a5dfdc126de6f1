import { addDays, type Day } from './days.ts';
import { AppError } from './errors.ts';

/** What the licensee did with the technical materials after the end of a contract. */
export const returnWays = ['returned', 'destroyed', 'both', 'none'] as const;
export type ReturnWay = (typeof returnWays)[number];
export const returnWayLabels: Readonly<Record<ReturnWay, string>> = {
  returned: '已全部返还',
  destroyed: '已全部销毁',
  both: '一部分返还，其余销毁',
  none: '没有收到过资料和样品',
};

export const returnOutcomes = ['confirmed', 'contested'] as const;
export type ReturnOutcome = (typeof returnOutcomes)[number];

/**
 * Days from an early end until the licensee has said what became of the materials (Civil Code art. 873: who no longer may use the
 * technology returns its documents; the days are a design default, to be confirmed: `contract.return_days`).
 */
export const returnWithinDays = 30;
/** Days of the licensor to confirm or contest, and of the licensee to answer what was contested (the same default). */
export const answerReturnWithinDays = 15;

/** The last day to say it. Ended on 2027-03-02 → 2027-04-01. */
export const returnDueOn = (endedOn: Day): Day => addDays(endedOn, returnWithinDays);

/** How far the return is: nothing said; said and not answered; contested, to be said anew; confirmed, which ends it. */
export type ReturnStanding = 'owed' | 'stated' | 'contested' | 'confirmed';

export const returnStanding = (last: { readonly outcome: ReturnOutcome | null } | null): ReturnStanding =>
  last === null ? 'owed' : (last.outcome ?? 'stated');

/** Nobody's silence confirms it: it stays on both desks until the licensor says yes. */
export const mayState = (standing: ReturnStanding): boolean => standing === 'owed' || standing === 'contested';

interface Stated {
  readonly way: ReturnWay;
  readonly doneOn: Day;
  readonly hasFile: boolean;
}

/**
 * Throws `invalid` at the field: the day lies between signing and today, and what was returned or destroyed is shown by a file (a
 * receipt, a record of destruction); only who received nothing has none.
 */
export function requireSoundReturn({ way, doneOn, hasFile }: Stated, signedOn: Day, today: Day): void {
  if (doneOn > today) throw new AppError('invalid', { says: '日期不能晚于今天；办完以后再填。' }, 'doneOn');
  if (doneOn < signedOn) throw new AppError('invalid', { says: `日期不能早于合同签署的 ${signedOn}。` }, 'doneOn');
  if (way !== 'none' && !hasFile)
    throw new AppError('invalid', { says: '请上传签收单、返还清单或者销毁记录。' }, 'file');
}
