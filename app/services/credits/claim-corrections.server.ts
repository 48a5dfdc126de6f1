import { eq } from 'drizzle-orm';
import type { OwnCredit, SetElsewhere } from '#app/domain/owed-from-the-start.ts';
import { obligations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { ownCreditsOf } from './own-credits-of.server.ts';

/** So much of a credit between two claims; `id` and `label` are of the other one. */
interface CreditBetween extends Omit<SetElsewhere, 'claimId'> {
  readonly id: string;
  readonly label: string;
}

/** What corrections changed of a claim, and where it went. In fen. */
interface ClaimCorrections extends Omit<OwnCredit, 'fen' | 'elsewhere'> {
  /** What corrections took back of it. */
  readonly loweredFen: OwnCredit['fen'];
  /** Of that, what paid other claims: so much less is paid there, and this one as it was charged. */
  readonly elsewhere: readonly CreditBetween[];
  /** What corrections of other claims paid of this one. */
  readonly ofOthers: readonly CreditBetween[];
}

const none: ClaimCorrections = {
  loweredFen: 0n,
  movements: [],
  elsewhere: [],
  ofOthers: [],
  returnedFen: 0n,
  waitingFen: 0n,
};

/** What corrections changed of a claim. The caller has checked that the reader may see the contract's money. */
export async function findCorrections(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  claimId: string,
): Promise<ClaimCorrections> {
  const byClaim = await ownCreditsOf(ctx, contractId);
  if (byClaim.size === 0) return none;
  const rows = await ctx.db
    .select({ id: obligations.id, label: obligations.label })
    .from(obligations)
    .where(eq(obligations.contractId, contractId));
  const labels = new Map(rows.map(({ id, label }) => [id, label]));
  const named = (id: string, { fen, on }: SetElsewhere): CreditBetween => ({
    id,
    label: labels.get(id) ?? '',
    fen,
    on,
  });
  const own = byClaim.get(claimId);
  const ofOthers = [...byClaim].flatMap(([id, { elsewhere }]) =>
    elsewhere.filter((one) => one.claimId === claimId).map((one) => named(id, one)),
  );
  if (own === undefined) return { ...none, ofOthers };
  const { fen: loweredFen, elsewhere, ...rest } = own;
  return { ...rest, loweredFen, elsewhere: elsewhere.map((one) => named(one.claimId, one)), ofOthers };
}
