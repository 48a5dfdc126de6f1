import { consentDocuments, type ConsentDocument } from '#app/domain/consent.ts';
import { consents } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';

/** Keeps that the person agreed to the documents in force; a second time changes nothing. */
export async function giveConsent(ctx: ActorContext): Promise<void> {
  const { userId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    const kept = await tx.db
      .insert(consents)
      .values(
        Object.entries(consentDocuments).map(([document, version]) => ({
          userId,
          document: document as ConsentDocument,
          version,
          createdAt: tx.now(),
        })),
      )
      .onConflictDoNothing()
      .returning({ id: consents.id });
    if (kept.length > 0) await audit(tx, { deed: 'user.consent', subjectType: 'user', subjectId: userId });
  });
}
