import { auditOf, type AuditTerms } from './audit-terms.ts';
import { type ContractState, overContractStates, reportingContractStates } from './contract-machine.ts';
import { addMonths, type Day } from './days.ts';

/**
 * The last day on which a report is corrected: while a contract runs at any time (null); once it is over, so many years from its last day as
 * the licensee keeps his books by it, three where it says nothing, as long as a claim lasts in general (Civil Code art. 188; design
 * default, to be confirmed: `royalty.correct_until`).
 * Term to 2027-12-15, books kept for three years → 2030-12-15.
 */
export const correctableUntil = (closedOn: Day | null, terms: { readonly audit?: AuditTerms }): Day | null =>
  closedOn === null ? null : addMonths(closedOn, 12 * auditOf(terms).keepYears);

/** Whether reports of a contract in this state are corrected today: while it reports, and once it is paid off or its term is over. */
export const isCorrectable = (state: ContractState, until: Day | null, today: Day): boolean =>
  (reportingContractStates.includes(state) || overContractStates.includes(state)) && (until === null || today <= until);
