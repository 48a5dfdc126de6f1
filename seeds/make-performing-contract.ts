import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Context } from '#app/services/context.server.ts';
import type { LossInput } from '#app/services/contracts/declare-loss.server.ts';
import { agreeContract } from '#app/services/contracts/agree-contract.server.ts';
import { proposeContract } from '#app/services/contracts/propose-contract.server.ts';
import { signContract } from '#app/services/contracts/sign-contract.server.ts';
import type { Database } from '#db/client.server.ts';
import { milestones } from '#db/schema/index.ts';
import { makeContext, testClock } from './make.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from './make-talking-deal.ts';

/** A contract that both sides have signed on 2026-11-02, told through the verbs; its clock can be moved. */
export interface PerformingContract {
  readonly clock: ReturnType<typeof testClock>;
  readonly ctx: Context;
  readonly talk: TalkingDeal;
  readonly contractId: string;
  readonly rows: readonly (typeof milestones.$inferSelect)[];
  /** The first milestone, or the empty text. */
  readonly milestoneId: string;
}

export async function makePerformingContract(
  db: Database,
  given: Partial<PayLaterTerms> = {},
): Promise<PerformingContract> {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const { id } = await proposeContract(await talk.as('unit', 'officer'), {
    dealId: talk.deal.id,
    terms: soundTerms(given),
  });
  const deed = { contractId: id, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  await signContract(await talk.as('unit', 'approver'), deed);
  await signContract(await talk.as('company', 'approver'), deed);
  const rows = await db.select().from(milestones).where(eq(milestones.contractId, id)).orderBy(milestones.position);
  return { clock, ctx, talk, contractId: id, rows, milestoneId: rows[0]?.id ?? '' };
}

/** A small PDF as an upload leaves it. */
export async function receivedPdf(ctx: Context, name: string) {
  const stored = await ctx.files.put(
    Readable.from([Buffer.from(`%PDF-1.4\n% ${crypto.randomUUID()}\n%%EOF\n`)]),
    10_000,
  );
  return { ...stored, name };
}

/** The end of what the contract rests on, with its document, as a side states it. */
export async function aLoss(
  { ctx, contractId }: Pick<PerformingContract, 'ctx' | 'contractId'>,
  change: Partial<LossInput> = {},
): Promise<LossInput> {
  return {
    contractId,
    versionN: 1,
    rights: [],
    cause: 'invalidated',
    reason: '专利被宣告全部无效，决定书已送达',
    effectiveOn: '2026-11-02',
    keepsPpm: 0,
    stops: [],
    file: await receivedPdf(ctx, '无效宣告请求审查决定书.pdf'),
    ...change,
  };
}
