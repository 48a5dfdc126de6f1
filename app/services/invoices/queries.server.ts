import { asc, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { isWorkAlone, kindOf } from '#app/domain/contract-kind.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { blueLeftFen, invoicedFen, invoiceStanding, treatmentsFor } from '#app/domain/invoice.ts';
import type { Fen } from '#app/domain/money.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { files, invoiceProfiles, invoices, organisations } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { getOwnContract, getVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { isRegistered } from '../registrations/queries.server.ts';
import { notBilledOf } from './not-billed-of.server.ts';

/** The invoices of a contract for the two parties' people of money: each claim with what is billed of it, and the buyer's data. */
export async function invoicesPage(ctx: ActorContext, contractId: string) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  if (!maySeeMoney(ctx)) throw new AppError('forbidden');
  const [rows, claims, parties, version, registered, profile, taken] = await Promise.all([
    ctx.db
      .select({ invoice: invoices, fileName: files.name, sha256: files.sha256 })
      .from(invoices)
      .innerJoin(files, eq(files.id, invoices.fileId))
      .where(eq(invoices.contractId, contractId))
      .orderBy(asc(invoices.issuedOn), asc(invoices.id)),
    obligationsOf(ctx, contractId),
    partiesOf(ctx, contract),
    getVersion(ctx, contractId, contract.signedVersionN ?? contract.versionN),
    isRegistered(ctx, contractId),
    findProfile(ctx, contract.licenseeOrgId),
    notBilledOf(ctx, contractId),
  ]);
  const all = rows.map(({ invoice }) => invoice);
  const mayIssue = side === 'licensor' && hasRole(ctx.actor, 'finance');
  const today = dayOf(ctx.now());
  const terms = termsFromJson(version.data.terms);
  return {
    contract,
    side,
    ...parties,
    order: terms.invoicing ?? 'payment_first',
    claims: claims
      .filter(({ kind }) => claimIs(kind, 'invoiced'))
      .map((claim) => {
        const billed = all.filter((row) => row.obligationId === claim.id);
        const { takenBackFen, waitingFen } = taken.get(claim.id) ?? { takenBackFen: 0n, waitingFen: 0n };
        const billedFen = invoicedFen(billed);
        const standing = invoiceStanding({ ...claim, takenBackFen, waitingFen, invoicedFen: billedFen });
        return { ...claim, takenBackFen, waitingFen, billedFen, ...standing };
      }),
    invoices: rows.map((row) => ({
      ...row,
      leftFen: row.invoice.colour === 'blue' ? blueLeftFen(row.invoice, all) : 0n,
    })),
    sums: { blueFen: sumOf(all, 'blue'), redFen: sumOf(all, 'red'), netFen: invoicedFen(all) },
    profile,
    isRegistered: registered,
    mayIssue,
    treatments: treatmentsFor(kindOf(terms), today),
    isWorkAlone: isWorkAlone(kindOf(terms)),
    today,
  };
}

const sumOf = (rows: readonly (typeof invoices.$inferSelect)[], colour: 'blue' | 'red'): Fen =>
  rows.reduce((sum, row) => (row.colour === colour ? sum + row.totalFen : sum), 0n);

export async function findProfile(ctx: Pick<Context, 'db'>, orgId: string) {
  const [row] = await ctx.db.select().from(invoiceProfiles).where(eq(invoiceProfiles.orgId, orgId));
  return row ?? null;
}

/** Who keeps the organisation's own 开票信息. */
export const mayKeepProfile = (ctx: ActorContext): boolean => hasRole(ctx.actor, 'owner', 'officer', 'finance');

export async function profilePage(ctx: ActorContext) {
  const { org } = ctx.actor;
  if (org === null || !mayKeepProfile(ctx)) throw new AppError('forbidden');
  const [row] = await ctx.db
    .select({ name: organisations.name, uscc: organisations.uscc })
    .from(organisations)
    .where(eq(organisations.id, org.orgId));
  return { profile: await findProfile(ctx, org.orgId), name: row?.name ?? '', uscc: row?.uscc ?? '' };
}
