import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { hasRole, type MemberRole } from '#app/domain/access.ts';
import { contractDeedRoles } from '#app/domain/contract-deeds.ts';
import { deadlines, notices } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export interface Todo {
  readonly id: string;
  /** `subject.kind`: the page has the words and the place to go for each. */
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  readonly amountFen: bigint | null;
  /** Null where nothing but the other side's patience runs out. */
  readonly dueAt: Date | null;
  readonly href: string;
  /** The actor's own roles can do it; else it waits for a colleague. */
  readonly isMine: boolean;
}

/** Counts beside the side navigation: what waits for this person, and his unread notices. */
export async function deskCounts(ctx: ActorContext): Promise<Record<string, number>> {
  const [todos, unread] = await Promise.all([
    listTodos(ctx),
    ctx.db
      .select({ n: count() })
      .from(notices)
      .where(and(eq(notices.userId, ctx.actor.userId), isNull(notices.readAt))),
  ]);
  return { todo: todos.filter((todo) => todo.isMine).length, notices: unread[0]?.n ?? 0 };
}

/** Whose task each kind of deadline is. `publicity.end` only passes, and everybody at the office may look. */
const doers: Readonly<Record<string, readonly MemberRole[]>> = {
  'deal.reply': ['officer'],
  'publicity.end': ['officer'],
  'milestone.accept': ['officer', 'approver'],
  'obligation.pay': ['officer', 'finance'],
  'royalty.report': ['officer', 'finance'],
  'receipt.confirm': ['finance'],
  'receipt.distribute': ['officer'],
};

/**
 * What waits for the actor's organisation: deadlines, the earliest first, then what has no date. Each with its subject's
 * name, its place, and whether the actor himself can do it.
 */
export async function listTodos(ctx: ActorContext, limit = 100): Promise<Todo[]> {
  const { org } = ctx.actor;
  const waiting = await listWaiting(ctx);
  if (org === null) return waiting;
  const rows = await ctx.db
    .select()
    .from(deadlines)
    .where(and(eq(deadlines.orgId, org.orgId), isNull(deadlines.doneAt)))
    .orderBy(asc(deadlines.dueAt), asc(deadlines.id))
    .limit(limit);
  const subjects = await subjectsOf(ctx, rows);
  const dated = rows.flatMap((row): Todo[] => {
    const subject = subjects.get(row.subjectId);
    const kind = `${row.subjectType}.${row.kind}`;
    if (subject === undefined) return [];
    const { title, detail, amountFen } = subject;
    const isMine = hasRole(ctx.actor, ...(doers[kind] ?? []));
    return [{ id: row.id, kind, title, detail, amountFen, dueAt: row.dueAt, href: hrefOf(kind, subject), isMine }];
  });
  return [...dated, ...waiting];
}

/** What waits without a date: terms to agree, contracts to sign, shares to approve or enter, mandates to answer. */
async function listWaiting(ctx: ActorContext): Promise<Todo[]> {
  const { org, userId } = ctx.actor;
  const orgId = org?.orgId ?? null;
  const rows = await ctx.db.execute<{
    id: string;
    kind: string;
    title: string;
    detail: string;
    amount_fen: string | null;
    href: string;
  }>(sql`
    select c.id, 'contract.agree' as kind, c.title, c.no as detail, null::text as amount_fen, '/desk/contracts/' || c.id as href
      from contracts c where c.state = 'offered'
        and ((c.proposed_by_side = 'licensor' and c.licensee_org_id = ${orgId}) or (c.proposed_by_side = 'licensee' and c.licensor_org_id = ${orgId}))
    union all
    select c.id, 'contract.sign', c.title, c.no, null, '/desk/contracts/' || c.id
      from contracts c where c.state = 'signing' and ${orgId} in (c.licensor_org_id, c.licensee_org_id)
        and not exists (select 1 from signatures s where s.contract_id = c.id and s.version_n = c.version_n and s.org_id = ${orgId})
    union all
    select d.id, 'distribution.approve', c.title, r.no, d.receipt_fen::text, '/desk/receipts/' || r.id
      from distributions d join receipts r on r.id = d.receipt_id join contracts c on c.id = d.contract_id
      where d.org_id = ${orgId} and d.state = 'proposed' and d.proposed_by <> ${userId}
    union all
    select d.id, 'distribution.distribute', c.title, r.no, d.receipt_fen::text, '/desk/receipts/' || r.id
      from distributions d join receipts r on r.id = d.receipt_id join contracts c on c.id = d.contract_id
      where d.org_id = ${orgId} and d.state = 'approved'
    union all
    select m.id, 'mandate.answer', v.name, o.name, null, '/desk/deals/' || m.deal_id
      from mandates m join deals d on d.id = m.deal_id join achievements v on v.id = d.achievement_id
        join organisations o on o.id = m.client_org_id
      where m.broker_user_id = ${userId} and m.state = 'invited'
    limit 50
  `);
  return [...rows].map((row) => ({
    id: `${row.kind}:${row.id}`,
    kind: row.kind,
    title: row.title,
    detail: row.detail,
    amountFen: row.amount_fen === null ? null : BigInt(row.amount_fen),
    dueAt: null,
    href: row.href,
    isMine: row.kind === 'mandate.answer' || hasRole(ctx.actor, ...(undatedDoers[row.kind] ?? [])),
  }));
}

const undatedDoers: Readonly<Record<string, readonly MemberRole[]>> = {
  'contract.agree': contractDeedRoles.agree,
  'contract.sign': contractDeedRoles.sign,
  'distribution.approve': ['finance', 'approver'],
  'distribution.distribute': ['finance'],
};

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
