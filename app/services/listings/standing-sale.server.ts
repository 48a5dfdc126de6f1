import { type SQL, sql } from 'drizzle-orm';
import { licensedContractStates } from '#app/domain/contract-machine.ts';

const words = (states: readonly string[]): SQL => sql.raw(states.map((state) => `'${state}'`).join(', '));

/** Of a contract `c`: it leaves its record nothing to sell still. What is over by its term gives the right back, an assignment never does. */
const binds = sql`(c.state in (${words(licensedContractStates)}) and (c.state <> 'closed' or exists (
  select from contract_versions v where v.contract_id = c.id and v.n = c.signed_version_n
    and v.data -> 'terms' ->> 'kind' = 'transfer')))`;

/**
 * Of a deal `d` in which a trade's or an auction's buyer drafts: what was signed there binds no more. That the talk ended before anything
 * was signed undoes no sale: that takes a paper and a second person.
 */
const fellThrough = sql`(exists (select from contracts c where c.deal_id = d.id and c.signed_at is not null)
  and not exists (select from contracts c where c.deal_id = d.id and ${binds}))`;

/**
 * Of a listing under this name in the query: it ended 成交, and what it was sold by stands. The contract that ended it binds; or the sale
 * of its trade or auction was not undone, and what was signed in its deal binds. Of a sale from before its contract was kept
 * nobody knows better: it stands.
 */
export const saleStands = (listing: string): SQL<boolean> => {
  const l = sql.raw(listing);
  return sql<boolean>`(${l}.state = 'concluded' and case when ${l}.concluded_by = 'contract'
    then ${l}.concluded_contract_id is null or exists (select from contracts c where c.id = ${l}.concluded_contract_id and ${binds})
    else not exists (select from auctions a where a.listing_id = ${l}.id and a.state = 'dissolved')
      and not exists (select from trades t where t.listing_id = ${l}.id and t.state = 'dissolved')
      and not exists (select from deals d where ${fellThrough} and d.id in (
      select t.deal_id from trades t where t.listing_id = ${l}.id and t.state = 'concluded'
      union all select a.deal_id from auctions a where a.listing_id = ${l}.id and a.state = 'sold')) end)`;
};

/**
 * Of `achievements` in the query: the day on which it was sold, by the end of its last listing; null while it is for sale, or the sale
 * came to nothing. Its columns are written out: a query of one table would leave their table's name away.
 */
export const soldOn = sql<string | null>`(select case when ${saleStands('own')} then own.concluded_on::text end
  from listings own where own.achievement_id = achievements.id order by own.listed_at desc, own.id desc limit 1)`;
