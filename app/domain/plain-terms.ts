import { inWordsOf } from './contract-kind-text.ts';
import { type ContractKind, kindOf } from './contract-kind.ts';
import { type AuditTerms, usualAudit } from './audit-terms.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PayLaterTerms } from './contract.ts';
import { eachText } from './each-text.ts';
import { plainLine } from './plain-text.ts';

/** Places of a court that earlier releases wrote into terms of every kind by themselves: nobody's own words, though they stand in a typed field. */
const suppliedPlaces = ['许可方所在地', '被许可方所在地'];

/** The place of dispute as the contract's text names it: 被许可方所在地 of a transfer → 受让人所在地; what was typed stays. */
export const placeOfDispute = (kind: ContractKind, place: string): string =>
  suppliedPlaces.includes(place.trim()) ? inWordsOf(kind, place) : place;

/** A text as it is meant: one line in which nothing is hidden. */
export const plainWord = (text: string): string => plainLine(text).trim();

const isUsualAudit = (audit: AuditTerms): boolean => canonicalJson(audit) === canonicalJson(usualAudit);

/**
 * Terms as they are meant, so that two versions can be held against each other whichever release wrote them: texts without what cannot be
 * seen, a usual choice spelled out or left open alike, and no judging of a trial that is not agreed. Earlier releases kept texts as they
 * came; what a form reads today is clean. Only for comparing: what is signed stays as it is.
 *
 * Example: a name '中试\u200B完成' and months 0 with metrics → '中试完成', no metrics.
 */
export function plainTerms(terms: PayLaterTerms): PayLaterTerms {
  const { kind, subKind, invoicing, restDays, ownClauses, audit, trial, dispute, ...rest } = eachText(terms, plainWord);
  const { evaluation, ...tried } = trial;
  const metrics = evaluation?.metrics.filter(Boolean) ?? [];
  const clauses = ownClauses?.filter(Boolean) ?? [];
  return {
    ...rest,
    ...(kind !== undefined && kind !== 'pay_later' && { kind }),
    ...(subKind && { subKind }),
    ...(invoicing === 'invoice_first' && { invoicing }),
    ...(restDays === 'move' && { restDays }),
    // What the text says of itself where nothing is agreed.
    ...(audit && !isUsualAudit(audit) && { audit }),
    ...(clauses.length > 0 && { ownClauses: clauses }),
    deliverables: rest.deliverables.filter(Boolean),
    trial: {
      ...tried,
      ...(evaluation && tried.months > 0 && metrics.length > 0 && { evaluation: { ...evaluation, metrics } }),
    },
    dispute: { ...dispute, place: placeOfDispute(kindOf(terms), dispute.place) },
  };
}
