import { and, asc, eq } from 'drizzle-orm';
import type { AchievementRight } from '#app/domain/achievement-facts.ts';
import { codeLabel } from '#app/domain/code-list.ts';
import { givesTechnology, kindOf } from '#app/domain/contract-kind.ts';
import { liveRights } from '#app/domain/contract-rights.ts';
import type { PayLaterTerms, RightTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { expiryOf, isLapsed, patentStatusLabels } from '#app/domain/patent.ts';
import { achievementPatents, achievementVersions, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { patentFactsOf } from '../patents/own-patents.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';

interface Subject {
  readonly achievementId: string;
  readonly achievementVersionN: number;
  readonly licensorOrgId: string;
}

/** The live rights of the achievement that a contract is about, as they are known today. */
export async function contractRights(ctx: Pick<Context, 'db' | 'now'>, subject: Subject): Promise<RightTerms[]> {
  const { achievementId, achievementVersionN: n, licensorOrgId } = subject;
  const [[version], [owner], linked, lists] = await Promise.all([
    ctx.db
      .select({ data: achievementVersions.data })
      .from(achievementVersions)
      .where(and(eq(achievementVersions.achievementId, achievementId), eq(achievementVersions.n, n))),
    ctx.db.select({ name: organisations.name }).from(organisations).where(eq(organisations.id, licensorOrgId)),
    ctx.db
      .select({ number: achievementPatents.number })
      .from(achievementPatents)
      .where(eq(achievementPatents.achievementId, achievementId))
      .orderBy(asc(achievementPatents.number)),
    codeLists(ctx),
  ]);
  const ip: readonly AchievementRight[] = version?.data.ip ?? [];
  const beside = linked.map(({ number }) => number);
  const numbers = [...ip.flatMap(({ number }) => number ?? []), ...beside];
  const facts = await patentFactsOf(ctx, licensorOrgId, numbers);
  const today = dayOf(ctx.now());
  return liveRights({
    ip,
    linked: beside,
    register: [...facts.values()].map((row) => ({
      ...row,
      status: patentStatusLabels[row.status],
      expiresOn: expiryOf(row),
      isLapsed: isLapsed(row, today),
    })),
    statusWord: (code) => codeLabel(lists, 'ip_status', code),
    ownerName: owner?.name ?? '',
    today,
  });
}

/**
 * The terms of a first version name the live rights of the achievement where nobody chose among them: terms that come from an
 * offer or an award know none. Work to order and advice give none unless somebody says so. Later versions keep what the first one says.
 */
export async function withRights(
  ctx: Pick<Context, 'db' | 'now'>,
  subject: Subject,
  n: number,
  terms: PayLaterTerms,
): Promise<PayLaterTerms> {
  const kind = kindOf(terms);
  if (n > 1 || terms.rights !== undefined || !givesTechnology(kind)) return terms;
  const rights = await contractRights(ctx, subject);
  return rights.length === 0 ? terms : { ...terms, rights };
}
