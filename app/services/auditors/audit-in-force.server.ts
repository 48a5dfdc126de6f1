import { auditOf, type AuditTerms, usualAudit } from '#app/domain/audit-terms.ts';
import type { Context } from '../context.server.ts';
import { findTermsInForce } from '../contracts/terms-in-force.server.ts';

/** How often a year and with what notice the accounts of a contract are opened now: by its terms in force, else the usual. */
export async function auditInForce(ctx: Pick<Context, 'db'>, contractId: string): Promise<AuditTerms> {
  const terms = await findTermsInForce(ctx, contractId);
  return terms === null ? usualAudit : auditOf(terms);
}
