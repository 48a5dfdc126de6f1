import { eq } from 'drizzle-orm';
import { sellsWhole } from '#app/domain/listing-end.ts';
import type { ListingTerms } from '#app/domain/listing-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { publicityRequired, publicityWindow } from '#app/domain/publicity.ts';
import { noticeDays } from '#app/domain/rule-values.ts';
import { achievements, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { getRuleValues } from '../reference/rule-values.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { performedWords } from '../trades/performed-words.server.ts';
import { salesOf } from '../trades/sales.server.ts';
import { bindingContractOf } from './binding-contract.server.ts';
import { type Listing, mayList } from './own-listing.server.ts';
import { columnsOf, writeListing } from './write-listing.server.ts';

/**
 * Lists a public achievement for trade. An agreed price of a state-established unit stands open to objection from the day
 * after, 15 days at least (促进科技成果转化法 art. 18).
 */
export async function listAchievement(
  ctx: ActorContext,
  { id, terms }: { readonly id: string; readonly terms: ListingTerms },
): Promise<Listing> {
  const { org } = ctx.actor;
  if (org === null || !mayList(ctx.actor)) throw new AppError('forbidden');
  const [achievement] = await ctx.db.select().from(achievements).where(eq(achievements.id, id));
  if (achievement === undefined || achievement.orgId !== org.orgId) throw new AppError('not_found');
  if (!org.verified) throw new AppError('organisation_unverified');
  if (achievement.state !== 'published') throw new AppError('state_changed');
  await screenTexts(ctx, [terms.formulaTerms?.note ?? '', terms.payTrigger ?? '']);
  return inTransaction(
    ctx,
    async (tx) => {
      const columns = columnsOf(terms);
      const notice = await noticeOf(tx, org.orgId, terms.pricing);
      const row = await writeListing(tx, achievement, { ...columns, ...notice });
      if ((await bindingContractOf(tx, achievement.id)) === 'transfer') {
        throw new AppError('invalid', { says: '这项成果已经转让，不能再挂牌；转让合同解除以后可以。' });
      }
      const performed = await salesOf(tx, achievement.id, 'performed');
      const whole = performed.find(({ modes }) => sellsWhole(modes));
      if (whole !== undefined) throw new AppError('invalid', { says: performedWords(whole, '不能再挂牌') });
      const { achievementId: subjectId, versionN } = row;
      await audit(tx, { deed: 'listing.list', subjectType: 'achievement', subjectId, versionN });
      return row;
    },
    () => new AppError('duplicate', { says: '这项成果已经在挂牌。' }),
  );
}

/** The days on which an agreed price of a state-established unit stands open to objection; none where no notice is due. */
export async function noticeOf(tx: In<ActorContext>, orgId: string, pricing: Listing['pricing']) {
  const [unit] = await tx.db.select().from(organisations).where(eq(organisations.id, orgId));
  if (unit === undefined || !publicityRequired(unit, { kind: null, pricing })) return {};
  const window = publicityWindow({
    startedAt: tx.now(),
    minDays: noticeDays(await getRuleValues(tx), unit),
    count: unit.publicityCount,
    calendar: await workCalendar(tx),
  });
  return { noticeFirstOn: window.firstOn, noticeLastOn: window.lastOn, noticeEndsAt: window.endsAt };
}
