import { sql } from 'drizzle-orm';
import { obligations, receipts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { claimedFen, outstandingFen } from '../payments/claim-sums.server.ts';
import { leftOf, partSums, sharedFen } from '../payments/receipt-sums.server.ts';

/** What a deadline is about, as its row on the desk names it. */
export interface TodoSubject {
  readonly title: string;
  readonly detail: string;
  readonly amountFen: bigint | null;
  /** Of a claim: open and not said to be under way. */
  readonly payableFen: bigint | null;
  /** Of a receipt: what settles claims and did not go back, so what is to be shared. */
  readonly shareableFen: bigint | null;
  readonly pageId: string;
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly amount_fen: string | null;
  readonly payable_fen: string | null;
  readonly page_id: string;
  readonly allocated_fen: string | null;
  readonly back_fen: string | null;
  readonly back_advance_fen: string | null;
}

const fen = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

const shareableOf = ({ amount_fen, allocated_fen, back_fen, back_advance_fen }: Row): bigint | null => {
  if (amount_fen === null || allocated_fen === null || back_fen === null || back_advance_fen === null) return null;
  const sums = { allocatedFen: allocated_fen, elsewhereFen: '0', backFen: back_fen, backAdvanceFen: back_advance_fen };
  return leftOf({ amountFen: BigInt(amount_fen), ...sums }).allocatedFen;
};

/** Names of the subjects of all deadlines in one query. Of a claim the amount is what is still open. */
export async function todoSubjects(
  ctx: ActorContext,
  rows: readonly { subjectId: string }[],
): Promise<Map<string, TodoSubject>> {
  if (rows.length === 0) return new Map();
  // One value however many: the statement's text stays the same, so that its plan is kept.
  const ids = sql`any(${`{${rows.map(({ subjectId }) => subjectId).join(',')}}`}::uuid[])`;
  const found = await ctx.db.execute<Row>(sql`
    select d.id, v.name as title, o.name as detail, null::text as amount_fen, null::text as payable_fen, d.id as page_id,
           null::text as allocated_fen, null::text as back_fen, null::text as back_advance_fen
      from deals d join achievements v on v.id = d.achievement_id join organisations o on o.id = d.licensee_org_id
      where d.id = ${ids}
    union all
    select d.id, d.title, d.no, null, null, d.id, null, null, null from demands d where d.id = ${ids}
    union all
    select b.id, d.title, b.no, null, null, b.id, null, null, null
      from bounties b join demands d on d.id = b.demand_id where b.id = ${ids}
    union all
    select g.id, d.title, g.title, null, null, b.id, null, null, null
      from bounty_gates g join bounties b on b.id = g.bounty_id join demands d on d.id = b.demand_id where g.id = ${ids}
    union all
    select f.id, v.name, '报价', null, null, d.id, null, null, null
      from deal_offers f join deals d on d.id = f.deal_id join achievements v on v.id = d.achievement_id where f.id = ${ids}
    union all
    select p.id, c.title, '定价公示', null, null, c.id, null, null, null
      from publicities p join contracts c on c.id = p.contract_id where p.id = ${ids}
    union all
    select b.id, c.title, c.no, null, null, c.id, null, null, null
      from objections b join publicities p on p.id = b.publicity_id join contracts c on c.id = p.contract_id where b.id = ${ids}
    union all
    select q.id, c.title, c.no, null, null, c.id, null, null, null
      from contract_declarations q join contracts c on c.id = q.contract_id where q.id = ${ids}
    union all
    select n.id, c.title, '第 ' || n.version_n || ' 版', null, null, c.id, null, null, null
      from contract_amendments n join contracts c on c.id = n.contract_id where n.id = ${ids}
    union all
    select m.id, c.title, m.name, m.amount_fen::text, null, c.id, null, null, null
      from milestones m join contracts c on c.id = m.contract_id where m.id = ${ids}
    union all
    select obligations.id, c.title, obligations.label, ${outstandingFen},
           (${outstandingFen}::bigint - ${claimedFen}::bigint)::text, obligations.id, null, null, null
      from ${obligations} join contracts c on c.id = obligations.contract_id where obligations.id = ${ids}
    union all
    select receipts.id, c.title, receipts.no, receipts.amount_fen::text, null, receipts.id,
           (${partSums.allocatedFen}::bigint - ${sharedFen}::bigint)::text, ${partSums.backFen}, ${partSums.backAdvanceFen}
      from ${receipts} join contracts c on c.id = receipts.contract_id where receipts.id = ${ids}
    union all
    select f.id, c.title, r.no, f.amount_fen::text, null, r.id, null, null, null
      from refunds f join receipts r on r.id = f.receipt_id join contracts c on c.id = r.contract_id where f.id = ${ids}
    union all
    select s.id, c.title, s.period, null, null, c.id, null, null, null
      from royalty_statements s join contracts c on c.id = s.contract_id where s.id = ${ids}
    union all
    select e.id, e.title, e.no, null, null, e.id, null, null, null from events e where e.id = ${ids}
    union all
    select t.id, e.title, '会后 ' || t.after_days || ' 天', null, null, e.id, null, null, null
      from event_tasks t join events e on e.id = t.event_id where t.id = ${ids}
    union all
    select o.id, o.name, o.uscc, null, null, o.id, null, null, null from organisations o where o.id = ${ids}
    union all
    select c.id, c.title, c.no, null, null, c.id, null, null, null from contracts c where c.id = ${ids}
  `);
  return new Map(
    [...found].map((row) => [
      row.id,
      {
        title: row.title,
        detail: row.detail,
        amountFen: fen(row.amount_fen),
        payableFen: fen(row.payable_fen),
        shareableFen: shareableOf(row),
        pageId: row.page_id,
      },
    ]),
  );
}
