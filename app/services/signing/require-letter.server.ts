import { and, desc, eq } from 'drizzle-orm';
import { letterFault, letterFaultWords } from '#app/domain/authority-letter.ts';
import { mostOf } from '#app/domain/contract.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { authorityLetters } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import type { Letter } from './add-letter.server.ts';

/** What the letter must cover: this contract's fixed sums on the day of the signature. */
async function needOf(ctx: ActorContext, contract: Contract, on: Day) {
  const { data } = await getVersion(ctx, contract.id, contract.versionN);
  return { contractId: contract.id, sumFen: mostOf(termsFromJson(data.terms)), on };
}

/**
 * The letter that a paper was signed by: the own organisation's, in the name of who signed, valid on the day of the seal. Read in a
 * transaction it is held until its end, so that a revocation comes before the signature or after it, never between.
 */
export async function requirePaperLetter(
  ctx: ActorContext,
  contract: Contract,
  { letterId, signerName, sealedOn }: { letterId: string | null; signerName: string; sealedOn: Day },
): Promise<Letter> {
  const refuse = (says: string) => new AppError('invalid', { says }, 'letterId');
  if (letterId === null) throw refuse('代理人签署要选授权委托书；没有的请先上传。');
  const isOwn = and(eq(authorityLetters.id, letterId), eq(authorityLetters.orgId, ctx.actor.org?.orgId ?? ''));
  const [letter] = await ctx.db.select().from(authorityLetters).where(isOwn).for('share');
  if (letter === undefined) throw refuse('没有找到这份授权委托书，请重新选择。');
  if (letter.holderName !== signerName) throw refuse(`这份授权委托书的受托人是${letter.holderName}，与签字人不同。`);
  const fault = letterFault(letter, await needOf(ctx, contract, sealedOn));
  if (fault !== null) throw refuse(`不能用这份授权委托书：${letterFaultWords[fault]}。`);
  return letter;
}

/**
 * The actor's own letter for signing on the page today: the newest that covers it, held like that of a paper; without one he may
 * not sign as attorney.
 */
export async function requireOwnLetter(ctx: ActorContext, contract: Contract, on: Day): Promise<Letter> {
  const own = await ctx.db
    .select()
    .from(authorityLetters)
    .where(and(eq(authorityLetters.holderId, ctx.actor.userId), eq(authorityLetters.orgId, ctx.actor.org?.orgId ?? '')))
    .orderBy(desc(authorityLetters.createdAt), desc(authorityLetters.id))
    .for('share');
  const need = await needOf(ctx, contract, on);
  const letter = own.find((row) => letterFault(row, need) === null);
  if (letter) return letter;
  const [first] = own;
  const fault = first === undefined ? null : letterFault(first, need);
  const why = fault === null ? '没有以你为受托人的授权委托书' : letterFaultWords[fault];
  throw new AppError(
    'invalid',
    { says: `不能以代理人身份签署：${why}。请先在「机构 · 授权委托书」上传。` },
    'authority',
  );
}
