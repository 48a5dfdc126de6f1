import { and, eq, isNull, sql } from 'drizzle-orm';
import { deadlines } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** Every kind of date that the platform keeps, as `subject.kind`. The sweeper has a handler for those that act. */
export const deadlineKinds = [
  'deal.reply',
  'deal.remind',
  'offer.expire',
  'demand.confirm',
  'demand.lapse',
  'bounty.argue',
  'bounty.close',
  'bounty.judge',
  'bounty.publicity',
  'bounty_gate.check',
  'publicity.end',
  'objection.admit',
  'objection.decide',
  'objection.review',
  'listing.remind',
  'listing.lapse',
  'listing.expire',
  'trade.bidding',
  'trade.close',
  'trade.result',
  'contract.term',
  'contract.cure',
  'contract.answer',
  'contract.register',
  'contract.return',
  'contract.confirm_return',
  'declaration.answer',
  'amendment.answer',
  'amendment.take_effect',
  'trial.deliver',
  'trial.inspect',
  'trial.report',
  'trial.end',
  'trial.decide',
  'trial.data',
  'milestone.accept',
  'obligation.pay',
  'obligation.invoice',
  'royalty.report',
  'royalty.minimum',
  'event.close',
  'event.remind_days',
  'event.remind_hours',
  'event.start',
  'event.end',
  'event.report',
  'event_task.follow',
  'event_registration.reply',
  'receipt.confirm',
  'receipt.distribute',
  'distribution.end',
  'refund.confirm',
  'evaluation.report',
  'evaluation_expert.remind',
  'evaluation_expert.due',
  'meeting_request.reply',
  'payee_account.probe',
  'royalty.review',
  'royalty.answer',
  'payee_account.activate',
  'card_account.activate',
  'organisation.recheck',
  'organisation.remind',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

interface Deadline {
  readonly kind: DeadlineKind;
  readonly subjectId: string;
  /** Whose desk shows it: the organisation that must act. */
  readonly orgId: string | null;
  readonly dueAt: Date;
  /** Before it nothing can be done about the date. Not said: from the beginning. */
  readonly opensAt?: Date;
}

/**
 * Sets a deadline, or moves it when the subject already has one of this kind. Of another date people are reminded anew; of the same
 * one, set again, those who were told are not told twice.
 */
export async function setDeadline(tx: In<Context>, deadline: Deadline): Promise<void> {
  const [subjectType = '', kind = ''] = deadline.kind.split('.');
  const { orgId, dueAt, opensAt = null } = deadline;
  await tx.db
    .insert(deadlines)
    .values({ subjectType, kind, subjectId: deadline.subjectId, orgId, dueAt, opensAt, createdAt: tx.now() })
    .onConflictDoUpdate({
      target: [deadlines.subjectType, deadlines.subjectId, deadlines.kind],
      set: {
        dueAt,
        orgId,
        opensAt,
        remindedAt: sql`case when ${deadlines.dueAt} = excluded.due_at then ${deadlines.remindedAt} end`,
        doneAt: null,
      },
    });
}

/** Marks a deadline as met or no longer needed. */
export async function clearDeadline(tx: In<Context>, kind: DeadlineKind, subjectId: string): Promise<void> {
  const [subjectType = '', word = ''] = kind.split('.');
  await tx.db
    .update(deadlines)
    .set({ doneAt: tx.now() })
    .where(
      and(
        eq(deadlines.subjectType, subjectType),
        eq(deadlines.subjectId, subjectId),
        eq(deadlines.kind, word),
        isNull(deadlines.doneAt),
      ),
    );
}
