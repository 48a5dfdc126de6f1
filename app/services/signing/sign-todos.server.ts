import { eq, sql } from 'drizzle-orm';
import { signableAmendmentStates } from '#app/domain/amendment-machine.ts';
import { type ContractSide, mayDo } from '#app/domain/contract-deeds.ts';
import { hasRole } from '#app/domain/access.ts';
import { endOfDay } from '#app/domain/days.ts';
import { liveEsignStates } from '#app/domain/esign.ts';
import { mayJudgeOverlap } from '#app/domain/grant-clearance.ts';
import type { PendingClearance } from '#app/domain/grant-conflicts.ts';
import { ofRole, type PageSigner } from '#app/domain/page-signing.ts';
import { mayCountersign, pageTurn } from '#app/domain/page-turn.ts';
import { contracts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { clearanceAheadOf, unsignedConflicts } from '../contracts/draft-conflicts.server.ts';
import { getTerms } from '../contracts/get-terms.server.ts';
import { stateAssetOf } from '../contracts/state-asset.server.ts';
import { priorityAheadOf } from '../priorities/priority-inquiry.server.ts';
import { owesClearance, owesJudgement } from '../contracts/owes-clearance.server.ts';
import type { Todo } from '../desk/todo.ts';
import { pageSigningOf } from './page-signing.server.ts';
import { standingScan } from './standing-scan.server.ts';

type OpenVersion = {
  readonly id: string;
  readonly no: string;
  readonly title: string;
  readonly version_n: number;
  readonly side: ContractSide;
  readonly is_change: boolean;
  /** A change that who wrote it signs first on the page, of which this is the other side. */
  readonly comes_after: boolean;
  readonly due_at: string | null;
  readonly is_arranged: boolean;
  readonly has_scan: boolean;
  readonly awaits_approval: boolean;
  readonly is_transfer: boolean;
  /** Something was stated of it beside an earlier contract, which may wait for a second person or for an answer. */
  readonly has_clearance: boolean;
  /** The licensor has signed another contract of the same achievement. */
  readonly has_neighbour: boolean;
};

/**
 * What waits to be signed by the actor's organisation: a contract, or a change of it that is arranged to be signed on its page. Where an
 * arrangement, named people or a scan of the sealed paper stand, the row says what is waited for and by whom. While what was
 * stated of it beside an earlier contract waits for a second person or an answer nobody signs in whatever way, and the row says for what and
 * until when, as the head of the contract does.
 */
export async function listSignTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const rows = await ctx.db.execute<OpenVersion>(sql`
    with open as (
      select c.id, c.no, c.title, c.version_n, false as is_change, false as comes_after, null::timestamptz as due_at,
             case when c.licensor_org_id = ${orgId} then 'licensor' else 'licensee' end as side
        from contracts c where c.state = 'signing' and ${orgId} in (c.licensor_org_id, c.licensee_org_id)
      union all
      select c.id, c.no, c.title, n.version_n, true, n.side <> own.side and n.state = 'sent', d.due_at, own.side
        from contract_amendments n join contracts c on c.id = n.contract_id
          cross join lateral (select case when c.licensor_org_id = ${orgId} then 'licensor' else 'licensee' end as side) own
          left join deadlines d on d.subject_type = 'amendment' and d.subject_id = n.id and d.kind = 'answer' and d.done_at is null
        where n.state in ${signableAmendmentStates} and n.state <> 'prepared' and n.base_version_n = c.signed_version_n
          and ${orgId} in (c.licensor_org_id, c.licensee_org_id)
          and (exists (select 1 from page_agreements p where p.contract_id = c.id and p.version_n = n.version_n and p.is_arranged)
            or exists (select 1 from page_signers p where p.contract_id = c.id and p.version_n = n.version_n))
    )
    select o.id, o.no, o.title, o.version_n, o.side, o.is_change, o.comes_after, o.due_at,
           exists (select 1 from page_agreements p where p.contract_id = o.id and p.version_n = o.version_n and p.is_arranged)
             or exists (select 1 from page_signers p where p.contract_id = o.id and p.version_n = o.version_n) as is_arranged,
           exists (select 1 from signed_scans s where s.contract_id = o.id and s.version_n = o.version_n) as has_scan,
           exists (select 1 from approvals a where a.contract_id = o.id and a.version_n = o.version_n and a.org_id = ${orgId} and a.state = 'open') as awaits_approval,
           not o.is_change and exists (select 1 from contract_versions v where v.contract_id = o.id and v.n = o.version_n
             and v.data -> 'terms' ->> 'kind' = 'transfer') as is_transfer,
           not o.is_change and exists (select 1 from grant_clearances g where g.contract_id = o.id) as has_clearance,
           not o.is_change and o.side = 'licensor' and exists (select 1 from contracts c join contracts e
             on e.licensor_org_id = c.licensor_org_id and e.achievement_id = c.achievement_id and e.id <> c.id
             where c.id = o.id and e.signed_version_n is not null) as has_neighbour
      from open o
      where not exists (select 1 from signatures s where s.contract_id = o.id and s.version_n = o.version_n and s.org_id = ${orgId})
        and not exists (select 1 from esign_flows f where f.contract_id = o.id and f.version_n = o.version_n and f.state in ${liveEsignStates})
      order by o.due_at nulls last, o.id limit 50
  `);
  return (await Promise.all([...rows].map((row) => todosOf(ctx, row)))).flat();
}

async function todosOf(ctx: ActorContext, row: OpenVersion): Promise<Todo[]> {
  const ahead = row.is_transfer ? await beforeTransfer(ctx, row) : null;
  if (ahead !== null) return [ahead];
  const version = { contractId: row.id, versionN: row.version_n };
  if (row.has_neighbour && (await isJudgementOwed(ctx, row))) {
    const judge = todo(row, 'contract.judge', mayJudgeOverlap(ctx.actor));
    return [{ ...judge, href: `/desk/contracts/${row.id}/clearance` }];
  }
  const pending = row.has_clearance ? await clearanceAhead(ctx, row) : null;
  // It is the licensor's to say, who has a row of his own for it.
  if (pending === 'owed') return [];
  if (pending !== null) {
    // The licensor has its own row of it, whatever the contract's state.
    if (pending.what === 'review') return row.side === 'licensor' ? [] : [todo(row, 'contract.await_review', false)];
    const kind = pending.what === 'consent' ? 'contract.await_consent' : 'contract.await_objection';
    return [{ ...todo(row, kind, false), dueAt: pending.untilOn === null ? null : endOfDay(pending.untilOn) }];
  }
  if (row.has_scan) {
    const scan = await standingScan(ctx, row.id, row.version_n);
    if (scan.files.length > 0) {
      // Of a change the paper has its own rows.
      if (row.is_change || row.awaits_approval || scan.confirmedBy.includes(row.side)) return [];
      return [todo(row, 'contract.confirm_scan', mayDo(ctx.actor, 'sign'), 'signing')];
    }
  }
  const maySign = mayDo(ctx.actor, 'sign');
  if (!row.is_arranged) return row.awaits_approval ? [] : [todo(row, 'contract.sign', maySign)];
  const page = await pageSigningOf(ctx, version);
  const me = { side: row.side, userId: ctx.actor.userId };
  const isAmong = (people: readonly PageSigner[]): boolean => people.some(({ userId }) => userId === me.userId);
  const turn = pageTurn(page, row.side);
  if (mayCountersign(page, me)) return [todo(row, 'signing.countersign', true, 'page-signing')];
  if (turn?.kind === 'countersign') return [todo(row, 'signing.countersign', false, 'page-signing', turn.people)];
  if (row.awaits_approval) return [];
  switch (turn?.kind) {
    case 'agree':
      return [todo(row, 'signing.agree', maySign, 'page-signing')];
    case 'other_agrees':
    case 'other_signs': {
      const ahead = ofRole(page, row.side, 'countersign').filter(({ countersignedAt }) => countersignedAt === null);
      const waits = turn.kind === 'other_signs' && ahead.length > 0;
      return waits ? [todo(row, 'signing.countersign', false, 'page-signing', ahead)] : [];
    }
    case 'stuck':
      return [todo(row, 'signing.mend', hasRole(ctx.actor, 'owner'), 'page-signing')];
    case 'sign':
      return [todo(row, 'contract.sign', isAmong(turn.people), undefined, isAmong(turn.people) ? [] : turn.people)];
    default:
      return row.comes_after && page.agreements.some(({ isArranged }) => isArranged)
        ? []
        : [todo(row, 'contract.sign', maySign)];
  }
}

/** What an assignment waits for before anybody signs it: its owner's papers, or those who may buy first; null where for nothing. */
async function beforeTransfer(ctx: ActorContext, row: OpenVersion): Promise<Todo | null> {
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, row.id));
  if (contract === undefined) return null;
  const { isNeeded, filing } = await stateAssetOf(ctx, contract);
  if (isNeeded && filing === null) {
    if (row.side === 'licensee') return todo(row, 'contract.await_state_asset', false);
    return {
      ...todo(row, 'contract.state_asset', mayDo(ctx.actor, 'publicise')),
      href: `/desk/contracts/${row.id}/state-asset`,
    };
  }
  const priority = await priorityAheadOf(ctx, contract);
  if (priority === null) return null;
  if (!priority.isUnits || row.side === 'licensee') return todo(row, 'contract.await_priority', false);
  const settle = todo(row, 'contract.settle_priority', hasRole(ctx.actor, 'officer', 'approver'));
  return { ...settle, href: `/desk/contracts/${row.id}/priority` };
}

async function isJudgementOwed(ctx: ActorContext, { id, side }: OpenVersion): Promise<boolean> {
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, id));
  return contract !== undefined && owesJudgement(ctx, contract, side);
}

/** For what a statement beside an earlier contract waits, or that it has to be said anew; null where nothing is missing. */
async function clearanceAhead(
  ctx: ActorContext,
  { id, side, version_n }: OpenVersion,
): Promise<PendingClearance | 'owed' | null> {
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, id));
  if (contract === undefined) return null;
  if (await owesClearance(ctx, contract, side)) return 'owed';
  const terms = await getTerms(ctx, id, version_n);
  return clearanceAheadOf(await unsignedConflicts(ctx, contract, { side, terms }))?.pending ?? null;
}

function todo(
  { id, no, title, version_n, is_change, due_at }: OpenVersion,
  kind: string,
  isMine: boolean,
  at?: string,
  people: readonly PageSigner[] = [],
): Todo {
  const names = people.map(({ name }) => name).join('、');
  const below = at === undefined ? (is_change ? '/changes' : '') : `/${at}?version=${version_n}`;
  return {
    id: `${kind}:${id}:${version_n}`,
    subjectId: id,
    kind: is_change && kind === 'contract.sign' ? 'amendment.sign_named' : kind,
    title,
    detail: [is_change ? `第 ${version_n} 版` : no, names && `等${names}`].filter(Boolean).join('，'),
    amountFen: null,
    dueAt: due_at === null ? null : new Date(due_at),
    href: `/desk/contracts/${id}${below}`,
    isMine,
  };
}
