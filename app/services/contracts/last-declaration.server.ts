import { and, desc, eq } from 'drizzle-orm';
import type { DeclarationEvent } from '#app/domain/contract-declaration.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

export type DeclarationRow = typeof contractDeclarations.$inferSelect;

/** The latest declaration of a kind on a contract. Asked by deeds that have locked it. */
export async function lastDeclaration(
  { db }: Pick<Context, 'db'>,
  contractId: string,
  event: DeclarationEvent,
): Promise<DeclarationRow | null> {
  const [row] = await db
    .select()
    .from(contractDeclarations)
    .where(and(eq(contractDeclarations.contractId, contractId), eq(contractDeclarations.event, event)))
    .orderBy(desc(contractDeclarations.declaredAt), desc(contractDeclarations.id))
    .limit(1);
  return row ?? null;
}
