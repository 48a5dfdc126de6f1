import { machine } from './machine.ts';

/** A revenue statement (收入申报) of one period. It is never edited: a correction is a new statement that supersedes it. */
export const royaltyStatementMachine = machine({
  name: 'royalty_statement',
  initial: 'draft',
  states: {
    draft: { label: '草稿', on: { file: { to: 'filed', by: ['licensee'], says: '申报本期收入，提成款随之到期' } } },
    filed: {
      label: '已申报',
      on: {
        accept: { to: 'accepted', by: ['licensor', 'system'], says: '收款方认可本期申报' },
        query: { to: 'queried', by: ['licensor'], says: '对申报提出疑问' },
        settle: { to: 'settled', by: ['system'], says: '本期提成全部到账或无应付' },
        supersede: { to: 'superseded', by: ['system'], says: '被更正申报取代' },
      },
    },
    queried: {
      label: '有疑问',
      on: {
        answer: { to: 'filed', by: ['licensee'], says: '答复疑问并附依据' },
        accept: { to: 'accepted', by: ['licensor'], says: '收款方认可本期申报' },
        supersede: { to: 'superseded', by: ['system'], says: '被更正申报取代' },
      },
    },
    accepted: {
      label: '已认可',
      on: {
        settle: { to: 'settled', by: ['system'], says: '本期提成全部到账或无应付' },
        supersede: { to: 'superseded', by: ['system'], says: '被更正申报取代' },
      },
    },
    settled: {
      label: '已结清',
      on: {
        accept: { to: 'accepted', by: ['licensor'], says: '付清以后认可本期申报，随即恢复为已结清' },
        reopen: { to: 'accepted', by: ['system'], says: '款项退回，恢复为待付款' },
        reopenReview: { to: 'filed', by: ['system'], says: '款项退回，没有认可过也没有过提疑问的期限，恢复为待核对' },
        query: { to: 'queried', by: ['licensor'], says: '付清以后，或者无应付的，也可以提出疑问' },
        supersede: { to: 'superseded', by: ['system'], says: '被更正申报取代' },
      },
    },
    superseded: { label: '已更正', final: true },
  },
});
export type RoyaltyStatementState = keyof typeof royaltyStatementMachine.states;

/** What a statement's figures are: final, or to be trued up. */
export const statementBases = ['actual', 'estimate'] as const;
export type StatementBasis = (typeof statementBases)[number];

/** Sales of one product as they are stored: fen as decimal strings. */
export interface StatementLine {
  readonly product: string;
  readonly grossFen: string;
  readonly by: 'licensee' | 'sublicensee';
}
