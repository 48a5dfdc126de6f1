import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { deadlines, notices } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export interface Todo {
  readonly id: string;
  /** `subject.kind`: the page has the words and the place to go for each. */
  readonly kind: string;
  readonly subjectId: string;
  readonly title: string;
  readonly detail: string;
  readonly amountFen: bigint | null;
  readonly dueAt: Date;
  readonly href: string;
}

/** Counts beside the side navigation: what waits for this organisation, and this person's unread notices. */
export async function deskCounts(ctx: ActorContext): Promise<Record<string, number>> {
  const [todo, unread] = await Promise.all([
    ctx.actor.org === null
      ? [{ n: 0 }]
      : ctx.db
          .select({ n: count() })
          .from(deadlines)
          .where(
            and(eq(deadlines.orgId, ctx.actor.org.orgId), isNull(deadlines.doneAt), inArray(deadlines.kind, acting)),
          ),
    ctx.db
      .select({ n: count() })
      .from(notices)
      .where(and(eq(notices.userId, ctx.actor.userId), isNull(notices.readAt))),
  ]);
  return { todo: todo[0]?.n ?? 0, notices: unread[0]?.n ?? 0 };
}

/** Deadlines that a person meets; `publicity.end` only passes. */
const acting = ['reply', 'accept', 'pay', 'report', 'confirm', 'distribute', 'end'];

/** What waits for the actor's organisation, the earliest first, each with its subject's name and place. */
export async function listTodos(ctx: ActorContext, limit = 100): Promise<Todo[]> {
  if (ctx.actor.org === null) return [];
  const rows = await ctx.db
    .select()
    .from(deadlines)
    .where(and(eq(deadlines.orgId, ctx.actor.org.orgId), isNull(deadlines.doneAt)))
    .orderBy(asc(deadlines.dueAt), asc(deadlines.id))
    .limit(limit);
  const subjects = await subjectsOf(ctx, rows);
  return rows.flatMap((row) => {
    const subject = subjects.get(row.subjectId);
    const kind = `${row.subjectType}.${row.kind}`;
    return subject === undefined
      ? []
      : [{ ...subject, id: row.id, kind, subjectId: row.subjectId, dueAt: row.dueAt, href: hrefOf(kind, subject) }];
  });
}

interface Subject {
  readonly title: string;
  readonly detail: string;
  readonly amountFen: bigint | null;
  readonly pageId: string;
}

const hrefOf = (kind: string, { pageId }: Subject): string => {
  if (kind.startsWith('deal.')) return `/desk/deals/${pageId}`;
  if (kind === 'obligation.pay') return `/desk/obligations/${pageId}`;
  if (kind === 'royalty.report') return `/desk/contracts/${pageId}/statements`;
  if (kind.startsWith('receipt.')) return `/desk/receipts/${pageId}`;
  return `/desk/contracts/${pageId}`;
};

/** Names of the subjects of all deadlines in one query. */
async function subjectsOf(ctx: ActorContext, rows: readonly { subjectId: string }[]): Promise<Map<string, Subject>> {
  if (rows.length === 0) return new Map();
  const ids = sql.join(
    rows.map((row) => sql`${row.subjectId}::uuid`),
    sql`, `,
  );
  const found = await ctx.db.execute<{
    id: string;
    title: string;
    detail: string;
    amount_fen: string | null;
    page_id: string;
  }>(sql`
    select d.id, v.name as title, o.name as detail, null::text as amount_fen, d.id as page_id
      from deals d join achievements v on v.id = d.achievement_id join organisations o on o.id = d.licensee_org_id
      where d.id in (${ids})
    union all
    select p.id, c.title, '定价公示', null, c.id from publicities p join contracts c on c.id = p.contract_id where p.id in (${ids})
    union all
    select m.id, c.title, m.name, m.amount_fen::text, c.id from milestones m join contracts c on c.id = m.contract_id where m.id in (${ids})
    union all
    select b.id, c.title, b.label, b.amount_fen::text, b.id from obligations b join contracts c on c.id = b.contract_id where b.id in (${ids})
    union all
    select r.id, c.title, r.no, r.amount_fen::text, r.id from receipts r join contracts c on c.id = r.contract_id where r.id in (${ids})
    union all
    select c.id, c.title, '收入申报', null, c.id from contracts c where c.id in (${ids})
  `);
  return new Map(
    [...found].map((row) => [
      row.id,
      {
        title: row.title,
        detail: row.detail,
        amountFen: row.amount_fen === null ? null : BigInt(row.amount_fen),
        pageId: row.page_id,
      },
    ]),
  );
}

/** Notices of the person, the newest first. */
export const listNotices = (ctx: ActorContext, limit = 50) =>
  ctx.db
    .select()
    .from(notices)
    .where(eq(notices.userId, ctx.actor.userId))
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(limit);
