import { and, eq, isNull } from 'drizzle-orm';
import { deadlines } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** Every kind of date that the platform keeps, as `subject.kind`. The sweeper has a handler for those that act. */
export const deadlineKinds = [
  'deal.reply',
  'publicity.end',
  'contract.term',
  'milestone.accept',
  'obligation.pay',
  'royalty.report',
  'royalty.minimum',
  'receipt.confirm',
  'receipt.distribute',
  'refund.confirm',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

interface Deadline {
  readonly kind: DeadlineKind;
  readonly subjectId: string;
  /** Whose desk shows it: the organisation that must act. */
  readonly orgId: string | null;
  readonly dueAt: Date;
}

/** Sets a deadline, or moves it when the subject already has one of this kind. */
export async function setDeadline(tx: In<Context>, deadline: Deadline): Promise<void> {
  const [subjectType = '', kind = ''] = deadline.kind.split('.');
  await tx.db
    .insert(deadlines)
    .values({ subjectType, kind, subjectId: deadline.subjectId, orgId: deadline.orgId, dueAt: deadline.dueAt })
    .onConflictDoUpdate({
      target: [deadlines.subjectType, deadlines.subjectId, deadlines.kind],
      set: { dueAt: deadline.dueAt, orgId: deadline.orgId, doneAt: null },
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
