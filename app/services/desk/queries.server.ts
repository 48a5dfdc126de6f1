import { and, asc, count, desc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { hasPlatformRole, hasRole, type MemberRole } from '#app/domain/access.ts';
import { clauseKeys, clauseLabels } from '#app/domain/contract-clauses.ts';
import { contractDeedRoles } from '#app/domain/contract-deeds.ts';
import { moneyDeedRoles } from '#app/domain/receipt-deeds.ts';
import { deadlines, notices } from '#db/schema/index.ts';
import { mayKeepTalent, regionPrefix } from '#app/domain/talent-access.ts';
import { listApprovalTodos } from '../approvals/approval-todos.server.ts';
import type { ActorContext } from '../context.server.ts';
import { reachableDeals } from '../deals/reach-deal.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import { listEsignTodos } from '../esign/esign-todos.server.ts';
import { listEvaluationTodos } from '../evaluations/evaluation-todos.server.ts';
import { listListingTodos } from '../listings/queries.server.ts';
import { listNdaTodos } from '../nda-rooms/nda-todos.server.ts';
import { decidersOf } from '../objections/deciders.server.ts';
import { listConsentTodos } from '../contracts/consent-todos.server.ts';
import { listClearanceReviewTodos } from '../contracts/clearance-review-todos.server.ts';
import { listObjectorTodos } from '../contracts/objector-todos.server.ts';
import { listLapsedRightsTodos } from '../contracts/lapsed-rights-todos.server.ts';
import { hiddenContracts } from '../contracts/sees-contract.server.ts';
import { listExportTodos } from '../exports/export-todos.server.ts';
import { listPriorityTodos } from '../priorities/priority-todos.server.ts';
import { listCalendarTodos } from '../platform/calendar-todos.server.ts';
import { listPatentTodos } from '../patents/patent-todos.server.ts';
import { listDutyTodos } from '../projects/queries.server.ts';
import { listMendTodos } from '../reviews/mend-todos.server.ts';
import { listReviewTodos } from '../reviews/review-todos.server.ts';
import { listSealTodos } from '../signing/seal-todos.server.ts';
import { listSignTodos } from '../signing/sign-todos.server.ts';
import { listSaleTodos } from '../trades/sale-todos.server.ts';
import { listTradeTodos } from '../trades/trade-todos.server.ts';
import { amendmentsAtProvider, withDue } from './amendments-at-provider.server.ts';
import { changesAsked, ofChange } from './changes-asked.server.ts';
import { listDunnable } from './list-dunnable.server.ts';
import { listPayeeTodos } from './list-payee-todos.server.ts';
import { owedClearances } from './owed-clearances.server.ts';
import type { Todo } from './todo.ts';
import { type TodoSubject, todoSubjects } from './todo-subjects.server.ts';

/** Counts beside the side navigation: what waits for this person, and his unread notices. */
export async function deskCounts(ctx: ActorContext): Promise<Record<string, number>> {
  const [todos, unread] = await Promise.all([
    todosOfRequest(ctx),
    ctx.db
      .select({ n: count() })
      .from(notices)
      .where(and(eq(notices.userId, ctx.actor.userId), isNull(notices.readAt))),
  ]);
  return { todo: todos.filter((todo) => todo.isMine).length, notices: unread[0]?.n ?? 0 };
}

/** Whose task each kind of row is. `publicity.end` and `contract.term` only pass, and everybody at the office may look. */
const doers: Readonly<Record<string, readonly MemberRole[]>> = {
  'demand.confirm': ['officer'],
  'demand.lapse': ['officer'],
  'demand.review': ['officer'],
  'organisation.recheck': ['owner', 'officer'],
  'broker.served': ['officer'],
  'broker.review': ['officer', 'approver'],
  'bounty.argue': ['officer'],
  'bounty.close': ['officer'],
  'bounty.judge': ['officer'],
  'bounty.publicity': ['officer'],
  'bounty_gate.check': ['officer'],
  'offer.expire': ['officer'],
  'event.report': ['officer'],
  'event_task.follow': ['officer'],
  'deal.reply': ['officer'],
  'publicity.end': ['officer'],
  'contract.term': ['officer'],
  'contract.agree': contractDeedRoles.agree,
  'contract.agree_revised': contractDeedRoles.agree,
  'contract.mend': contractDeedRoles.agree,
  'milestone.accept': contractDeedRoles.accept,
  'contract.cure': contractDeedRoles.answer,
  'contract.answer': contractDeedRoles.answer,
  'contract.register': ['officer', 'finance'],
  'contract.return': contractDeedRoles.stateReturn,
  'contract.confirm_return': contractDeedRoles.answerReturn,
  'declaration.answer': contractDeedRoles.answer,
  'amendment.sign': contractDeedRoles.sign,
  'amendment.offer': contractDeedRoles.counter,
  'amendment.publicise': contractDeedRoles.publicise,
  'objection.admit': contractDeedRoles.admit,
  'objection.decide': contractDeedRoles.decide,
  'trial.deliver': contractDeedRoles.handIn,
  'trial.inspect': contractDeedRoles.takeOver,
  'trial.report': contractDeedRoles.report,
  'trial.answer_report': contractDeedRoles.report,
  'trial.decide': contractDeedRoles.convert,
  'trial.data': contractDeedRoles.report,
  'milestone.resubmit': contractDeedRoles.submit,
  'milestone.disputed': contractDeedRoles.dispute,
  'obligation.pay': moneyDeedRoles.pay,
  'obligation.invoice': ['finance'],
  'royalty.report': moneyDeedRoles.report,
  'royalty.review': ['officer', 'finance', 'legal'],
  'royalty.answer': moneyDeedRoles.report,
  'receipt.confirm': moneyDeedRoles.confirm,
  'receipt.distribute': moneyDeedRoles.propose,
  'refund.confirm': moneyDeedRoles.confirmRefund,
  'distribution.approve': moneyDeedRoles.approve,
  'write_off.decide': ['approver', 'owner'],
  'distribution.distribute': moneyDeedRoles.distribute,
  'distribution.payOut': moneyDeedRoles.payOut,
  'distribution.declareTax': moneyDeedRoles.declareTax,
};

/** Subjects whose page is the organisation's money: shown to nobody whom that page would refuse. */
const moneySubjects = new Set(['obligation', 'royalty', 'receipt', 'refund', 'distribution', 'write_off']);

/** Rooms that say themselves what waits in them without a deadline row. */
const rooms: readonly ((ctx: ActorContext) => Promise<Todo[]>)[] = [
  listReviewTodos,
  listMendTodos,
  listListingTodos,
  listTradeTodos,
  listSaleTodos,
  listPatentTodos,
  listLapsedRightsTodos,
  listNdaTodos,
  listEvaluationTodos,
  listDutyTodos,
  listEsignTodos,
  listSealTodos,
  listObjectorTodos,
  listConsentTodos,
  listPriorityTodos,
  listClearanceReviewTodos,
  listCalendarTodos,
  listExportTodos,
  listSignTodos,
  listWaiting,
  listApprovalTodos,
];

/**
 * What waits for the actor's organisation: dates, the earliest first, then what has no date. Each with its subject's name,
 * its place, and whether the actor himself can do it. A row whose page he may not open is not there.
 */
export async function listTodos(ctx: ActorContext, limit = 100): Promise<Todo[]> {
  const { org } = ctx.actor;
  const waiting = (await Promise.all(rooms.map((todosOf) => todosOf(ctx)))).flat();
  if (org === null) return waiting;
  const rows = await ctx.db
    .select()
    .from(deadlines)
    .where(
      and(
        eq(deadlines.orgId, org.orgId),
        isNull(deadlines.doneAt),
        or(isNull(deadlines.opensAt), lte(deadlines.opensAt, ctx.now())),
      ),
    )
    .orderBy(asc(deadlines.dueAt), asc(deadlines.id))
    .limit(limit);
  const open = await readableRows(ctx, rows);
  const subjects = await todoSubjects(ctx, open);
  const dues = await amendmentsAtProvider(ctx, open);
  const objected = open.flatMap(({ subjectType, subjectId }) => (subjectType === 'objection' ? [subjectId] : []));
  const deciders = await decidersOf(ctx, org.orgId, objected);
  const changes = await changesAsked(ctx, open);
  const own = open.flatMap((row): Todo[] => {
    const subject = subjects.get(row.subjectId);
    return subject === undefined || dues.has(row.subjectId)
      ? []
      : ofChange(
          ctx,
          ofObjection(ctx, datedTodo(ctx, row, subject), deciders.get(row.subjectId)),
          changes.get(row.subjectId),
        );
  });
  const owed = maySeeMoney(ctx) ? await listDunnable(ctx, org.orgId, limit) : [];
  const late = await listPayeeTodos(ctx, org.orgId);
  const all = await withoutHidden(ctx, [...own, ...owed, ...late, ...withDue(waiting, dues)]);
  const dated = all.filter(({ dueAt }) => dueAt !== null);
  dated.sort((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0));
  return [...dated, ...all.filter(({ dueAt }) => dueAt === null)];
}

const asked = new WeakMap<ActorContext, Promise<Todo[]>>();

/** The same, asked once for all loaders of a request: they share its context, and nothing outlives it. */
export function todosOfRequest(ctx: ActorContext): Promise<Todo[]> {
  const todos = asked.get(ctx) ?? listTodos(ctx);
  asked.set(ctx, todos);
  return todos;
}

/** Without rows that lead into a contract of the organisation which the actor does not see; a notice within the unit its people do see. */
async function withoutHidden(ctx: ActorContext, todos: readonly Todo[]): Promise<Todo[]> {
  const contractOf = ({ href }: Todo): string => /^\/desk\/contracts\/([0-9a-f-]{36})/.exec(href)?.[1] ?? '';
  const hidden = await hiddenContracts(ctx, todos.map(contractOf).filter(Boolean));
  return todos.filter((todo) => todo.kind === 'objection.review' || !hidden.has(contractOf(todo)));
}

type DeadlineRow = typeof deadlines.$inferSelect;

async function readableRows(ctx: ActorContext, rows: readonly DeadlineRow[]): Promise<DeadlineRow[]> {
  const dealIds = rows.flatMap(({ subjectType, subjectId }) => (subjectType === 'deal' ? [subjectId] : []));
  const reached = await reachableDeals(ctx, dealIds);
  return rows.filter(({ subjectType, subjectId }) =>
    moneySubjects.has(subjectType) ? maySeeMoney(ctx) : subjectType !== 'deal' || reached.has(subjectId),
  );
}

function datedTodo(ctx: ActorContext, row: DeadlineRow, subject: TodoSubject): Todo {
  const { title, detail, amountFen, payableFen, shareableFen, pageId } = subject;
  const isUnderWay = row.subjectType === 'obligation' && payableFen !== null && payableFen <= 0n;
  const kind = `${row.subjectType}.${row.kind}`;
  const openFen = kind === 'receipt.distribute' ? shareableFen : payableFen;
  return {
    id: row.id,
    // All of it was sent and waits for the payee: nobody here is asked to pay it again.
    kind: isUnderWay ? 'obligation.sent' : kind,
    title,
    detail: kind === 'royalty.report' ? '收入申报' : detail,
    amountFen: isUnderWay || openFen === null ? amountFen : openFen,
    dueAt: row.dueAt,
    href: hrefOf(kind, pageId),
    isMine: !isUnderWay && hasRole(ctx.actor, ...(doers[kind] ?? [])),
  };
}

/** An objection is for those who may decide it; where the unit has nobody, its owner names one. `deciders` undefined: none. */
function ofObjection(ctx: ActorContext, todo: Todo, deciders: readonly string[] | undefined): Todo {
  if (deciders === undefined) return todo;
  if (deciders.length > 0) return { ...todo, isMine: deciders.includes(ctx.actor.userId) };
  const isMine = hasRole(ctx.actor, 'owner');
  return { ...todo, kind: 'objection.staff', href: isMine ? '/desk/organisation#members' : todo.href, isMine };
}

/** Found only for the person who can do it. */
const personal = new Set(['mandate.answer', 'mandate.share', 'organisation.review', 'share.answer']);

/** What waits without a date: organisations to review, terms to agree, contracts to sign, evidence sent back, shares to approve or enter, mandates to answer. */
async function listWaiting(ctx: ActorContext): Promise<Todo[]> {
  const { org, userId } = ctx.actor;
  const orgId = org?.orgId ?? null;
  const isReviewer = hasPlatformRole(ctx.actor, 'reviewer');
  const keptRegion = org !== null && mayKeepTalent(ctx.actor) ? regionPrefix(org.regionCode) : null;
  const rows = await ctx.db.execute<{
    id: string;
    kind: string;
    title: string;
    detail: string;
    amount_fen: string | null;
    href: string;
  }>(sql`
    select c.id, case when s.clauses is null then 'contract.agree' else 'contract.agree_revised' end as kind, c.title,
           c.no || coalesce(':' || s.clauses, '') as detail, null::text as amount_fen,
           '/desk/contracts/' || c.id || case when s.clauses is null then '' else '/terms' end as href
      from contracts c
        cross join lateral (select string_agg(distinct m.clause, ',') as clauses from contract_clause_moves m
          where m.contract_id = c.id and m.version_n = c.version_n and m.side = c.proposed_by_side and m.move in ('proposed', 'kept')) s
      where c.state = 'offered'
        and ((c.proposed_by_side = 'licensor' and c.licensee_org_id = ${orgId}) or (c.proposed_by_side = 'licensee' and c.licensor_org_id = ${orgId}))
    union all
    select c.id, 'contract.mend', c.title, c.no, null, '/desk/contracts/' || c.id
      from contracts c where c.state = 'draft'
        and ${orgId} = case c.proposed_by_side when 'licensor' then c.licensor_org_id else c.licensee_org_id end
        and exists (select 1 from publicities p where p.contract_id = c.id and p.contract_version_n = c.version_n and p.state = 'cancelled')
    union all
    select n.id, case when n.asks_publicity then 'amendment.offer' else 'amendment.sign' end, c.title, '第 ' || n.version_n || ' 版', null, '/desk/contracts/' || c.id || '/changes'
      from contract_amendments n join contracts c on c.id = n.contract_id
      where n.state = 'prepared' and ${orgId} = case n.side when 'licensor' then c.licensor_org_id else c.licensee_org_id end
        and n.base_version_n = c.signed_version_n
        and not exists (select 1 from contract_amendments w where w.contract_id = c.id and w.state = 'signed' and w.version_n > c.signed_version_n)
        and not exists (select 1 from approvals a where a.contract_id = c.id and a.version_n = n.version_n and a.org_id = ${orgId} and a.state = 'open')
    union all
    select n.id, 'amendment.publicise', c.title, '第 ' || n.version_n || ' 版', null, '/desk/contracts/' || c.id || '/changes'
      from contract_amendments n join contracts c on c.id = n.contract_id
      where n.state = 'agreed' and c.licensor_org_id = ${orgId}
    union all
    select c.id, 'trial.answer_report', c.title, c.no, null, '/desk/contracts/' || c.id || '/trial#reports-head'
      from contracts c join trials t on t.contract_id = c.id
        cross join lateral (select r.side, r.answered_at from trial_reports r where r.contract_id = c.id order by r.n desc limit 1) r
      where t.state in ('running', 'deciding') and c.state in ('signed', 'performing', 'defaulted') and r.answered_at is null
        and ${orgId} = case r.side when 'licensor' then c.licensee_org_id else c.licensor_org_id end
    union all
    select c.id, 'contract.return_waits', c.title, c.no, null, '/desk/contracts/' || c.id || '/return'
      from deadlines d join contracts c on c.id = d.subject_id
      where d.subject_type = 'contract' and d.kind in ('return', 'confirm_return') and d.done_at is null
        and ${orgId} = case d.kind when 'return' then c.licensor_org_id else c.licensee_org_id end
    union all
    select m.id, 'milestone.resubmit', c.title, m.name, m.amount_fen::text, '/desk/contracts/' || c.id || '/evidence?milestone=' || m.id
      from milestones m join contracts c on c.id = m.contract_id
      where m.state = 'rejected' and c.state = 'performing' and c.licensor_org_id = ${orgId}
    union all
    select m.id, 'milestone.disputed', c.title, m.name, m.amount_fen::text, '/desk/contracts/' || c.id || '#milestones'
      from milestones m join contracts c on c.id = m.contract_id
      where m.state = 'disputed' and c.state = 'performing' and ${orgId} in (c.licensor_org_id, c.licensee_org_id)
    union all
    select d.id, 'distribution.approve', c.title, r.no, d.receipt_fen::text, '/desk/receipts/' || r.id
      from distributions d join receipts r on r.id = d.receipt_id join contracts c on c.id = d.contract_id
      where d.org_id = ${orgId} and d.state = 'confirmed' and d.proposed_by <> ${userId}
    union all
    select d.id, 'distribution.distribute', c.title, r.no, d.receipt_fen::text, '/desk/receipts/' || r.id
      from distributions d join receipts r on r.id = d.receipt_id join contracts c on c.id = d.contract_id
      where d.org_id = ${orgId} and d.state = 'approved'
    union all
    select d.id, case d.state when 'paid' then 'distribution.declareTax' else 'distribution.payOut' end, c.title, r.no, d.receipt_fen::text,
           '/desk/distributions/' || d.id
      from distributions d join receipts r on r.id = d.receipt_id join contracts c on c.id = d.contract_id
      where d.org_id = ${orgId} and d.state in ('distributed', 'paid')
        and exists (select 1 from distribution_shares s where s.distribution_id = d.id and s.kind = 'person')
    union all
    select w.id, 'write_off.decide', c.title, o.label, w.amount_fen::text, '/desk/obligations/' || o.id || '/write-off'
      from write_offs w join obligations o on o.id = w.obligation_id join contracts c on c.id = w.contract_id
      where w.org_id = ${orgId} and w.state = 'proposed' and w.proposed_by <> ${userId}
    union all
    select s.id, 'share.answer', c.title, r.no, s.amount_fen::text, '/desk/shares/' || s.id
      from distribution_shares s join distributions d on d.id = s.distribution_id join receipts r on r.id = d.receipt_id
        join contracts c on c.id = d.contract_id
      where s.user_id = ${userId} and s.kind = 'person' and d.state = 'proposed'
        and not exists (select 1 from share_answers a where a.share_id = s.id)
    union all
    select s.broker_user_id, 'broker.served', u.name, b.certificate_no, null, '/desk/brokers#served'
      from broker_units s join brokers b on b.user_id = s.broker_user_id join "user" u on u.id = s.broker_user_id
      where s.org_id = ${orgId} and s.confirmed_at is null and b.state in ('listed', 'renewing')
    union all
    select b.id, 'broker.review', u.name, o.name, null, '/desk/talent'
      from brokers b join organisations o on o.id = b.org_id join "user" u on u.id = b.user_id
      where ${keptRegion}::text is not null and o.region_code like ${keptRegion} || '%' and b.user_id <> ${userId}
        and b.state in ('filed', 'renewing')
    union all
    select d.id, 'demand.review', d.title, d.no, null, '/desk/demands/' || d.id
      from demands d where d.org_id = ${orgId} and d.state = 'review'
    union all
    select m.id, 'mandate.answer', v.name, o.name, null, '/desk/deals/' || m.deal_id
      from mandates m join deals d on d.id = m.deal_id join achievements v on v.id = d.achievement_id
        join organisations o on o.id = m.client_org_id
      where m.broker_user_id = ${userId} and m.state = 'invited'
    union all
    select m.id, 'mandate.share', v.name, o.name, null, '/desk/deals/' || m.deal_id
      from mandates m join mandates f on f.id = m.shares_with_id join deals d on d.id = m.deal_id
        join achievements v on v.id = d.achievement_id join organisations o on o.id = m.client_org_id
      where f.broker_user_id = ${userId} and f.state = 'active' and m.state = 'sharing'
    union all
    (select o.id, 'organisation.review', o.name, o.uscc, null, '/desk/reviews'
      from organisations o where ${isReviewer} and o.state = 'submitted' order by o.created_at limit 50)
    limit 50
  `);
  const readable = [...rows].filter(({ kind }) => !kind.startsWith('distribution.') || maySeeMoney(ctx));
  const clearances = await owedClearances(ctx);
  const open = readable.filter(({ kind, id }) => !kind.startsWith('contract.agree') || !clearances.contractIds.has(id));
  const todos = open.map((row) => ({
    id: `${row.kind}:${row.id}`,
    subjectId: row.id,
    kind: row.kind,
    title: row.title,
    detail: row.kind === 'contract.agree_revised' ? revisedWords(row.detail) : row.detail,
    amountFen: row.amount_fen === null ? null : BigInt(row.amount_fen),
    dueAt: null,
    href: row.href,
    isMine: personal.has(row.kind) || hasRole(ctx.actor, ...(doers[row.kind] ?? [])),
  }));
  return [...clearances.todos, ...todos];
}

/** HT-2026-00009:milestones,term → HT-2026-00009，改了 2 条：期限、里程碑款, in the order of the contract. */
function revisedWords(detail: string): string {
  const [no = '', keys = ''] = detail.split(':');
  const changed = clauseKeys.filter((key) => keys.split(',').includes(key)).map((key) => clauseLabels[key]);
  return `${no}，改了 ${changed.length} 条：${changed.join('、')}`;
}

const hrefOf = (kind: string, pageId: string): string => {
  if (kind.startsWith('trial.')) return `/desk/contracts/${pageId}/trial`;
  if (kind.startsWith('amendment.') || kind.startsWith('declaration.')) return `/desk/contracts/${pageId}/changes`;
  if (kind.startsWith('objection.')) return `/desk/contracts/${pageId}/publicity`;
  if (kind === 'bounty.judge') return `/desk/bounties/${pageId}/panel`;
  if (kind.startsWith('bounty.')) return `/desk/bounties/${pageId}`;
  if (kind.startsWith('bounty_gate.')) return `/desk/bounties/${pageId}/course`;
  if (kind === 'organisation.recheck') return '/desk/organisation';
  if (kind.startsWith('demand.')) return `/desk/demands/${pageId}`;
  if (kind.startsWith('event.') || kind.startsWith('event_task.')) return `/desk/events/${pageId}/outcome`;
  if (kind.startsWith('offer.')) return `/desk/deals/${pageId}`;
  if (kind.startsWith('deal.')) return `/desk/deals/${pageId}`;
  if (kind.startsWith('obligation.')) return `/desk/obligations/${pageId}`;
  if (kind === 'contract.return' || kind === 'contract.confirm_return') return `/desk/contracts/${pageId}/return`;
  if (kind === 'contract.register') return `/desk/contracts/${pageId}/registration`;
  if (kind.startsWith('royalty.')) return `/desk/contracts/${pageId}/statements`;
  if (kind.startsWith('receipt.') || kind.startsWith('refund.')) return `/desk/receipts/${pageId}`;
  return `/desk/contracts/${pageId}`;
};

/** Notices of the person, the newest first. */
export const listNotices = (ctx: ActorContext, limit = 50) =>
  ctx.db
    .select()
    .from(notices)
    .where(eq(notices.userId, ctx.actor.userId))
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(limit);
