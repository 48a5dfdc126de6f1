import { AppError } from '#app/domain/errors.ts';
import { invoiceProfiles } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { mayKeepProfile } from './queries.server.ts';

export interface ProfileInput {
  readonly address: string;
  readonly phone: string;
  readonly bankName: string;
  readonly accountNo: string;
  readonly email: string;
}

/** 开票信息 of the own organisation: what sellers write on its invoices. Its name and credit code come from its papers. */
export async function setProfile(ctx: ActorContext, input: ProfileInput): Promise<void> {
  const orgId = ctx.actor.org?.orgId;
  if (!mayKeepProfile(ctx) || orgId === undefined) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const row = { ...input, updatedBy: tx.actor.userId, updatedAt: tx.now() };
    await tx.db
      .insert(invoiceProfiles)
      .values({ ...row, orgId })
      .onConflictDoUpdate({ target: invoiceProfiles.orgId, set: row });
    await audit(tx, { deed: 'invoice_profile.set', subjectType: 'organisation', subjectId: orgId });
  });
}
