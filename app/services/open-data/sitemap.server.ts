import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { statesWith } from '#app/domain/machine.ts';
import { tradeMachine } from '#app/domain/trade.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, demands, demandVersions, organisations, trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** A sitemap holds 50,000 addresses at most; ten thousand make a file that is quick to write and to read. */
export const sitemapPageSize = 10_000;

export interface SitemapEntry {
  readonly path: string;
  readonly changedAt: Date | null;
}

const fixed = ['/', '/achievements', '/demands', '/events', '/trades', '/bounties', '/pay-later', '/brokers'];
const about = ['/publicity', '/open-data', '/help', '/terms', '/privacy'];

const shown = and(eq(achievements.state, 'published'), listingShown);

/** Names of the parts of the sitemap: the pages themselves, units and demands, and achievements by ten thousand. */
export async function sitemapParts(ctx: Pick<Context, 'db'>): Promise<string[]> {
  const [row] = await ctx.db
    .select({ n: count() })
    .from(achievements)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .where(shown);
  const pages = Math.max(1, Math.ceil((row?.n ?? 0) / sitemapPageSize));
  return ['pages', 'units', 'demands', ...Array.from({ length: pages }, (_, at) => `achievements-${at + 1}`)];
}

/** The addresses of one part; null for a part that is none. People's pages are in none of them. */
export async function sitemapEntries(ctx: Pick<Context, 'db'>, part: string): Promise<SitemapEntry[] | null> {
  if (part === 'pages') return [...fixed, ...about].map((path) => ({ path, changedAt: null }));
  if (part === 'units') return unitEntries(ctx);
  if (part === 'demands') return demandEntries(ctx);
  const page = Number(/^achievements-([1-9]\d{0,3})$/.exec(part)?.[1] ?? 0);
  if (page === 0) return null;
  const rows = await ctx.db
    .select({ no: achievements.no, changedAt: achievements.updatedAt })
    .from(achievements)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .where(shown)
    // By id: who comes later is on a later page, and the pages before stay as they are.
    .orderBy(asc(achievements.id))
    .limit(sitemapPageSize)
    .offset((page - 1) * sitemapPageSize);
  return rows.length === 0 ? null : rows.map(({ no, changedAt }) => ({ path: `/achievements/${no}`, changedAt }));
}

/** Units with public work, and what they sell by 挂牌交易 now. */
async function unitEntries(ctx: Pick<Context, 'db'>): Promise<SitemapEntry[]> {
  const [units, running] = await Promise.all([
    ctx.db
      .select({
        uscc: organisations.uscc,
        changedAt: sql<Date>`max(${achievements.updatedAt})`.mapWith(achievements.updatedAt),
      })
      .from(organisations)
      .innerJoin(achievements, eq(achievements.orgId, organisations.id))
      .where(shown)
      .groupBy(organisations.uscc)
      .limit(sitemapPageSize),
    ctx.db
      .select({ no: trades.no, changedAt: trades.announcedAt })
      .from(trades)
      .innerJoin(organisations, eq(organisations.id, trades.orgId))
      .where(and(inArray(trades.state, statesWith(tradeMachine, 'live')), listingShown))
      .limit(1000),
  ]);
  return [
    ...units.map(({ uscc, changedAt }) => ({ path: `/units/${uscc}`, changedAt })),
    ...running.map(({ no, changedAt }) => ({ path: `/trades/${no}`, changedAt })),
  ];
}

/** A demand for chosen units only is nobody else's to find. */
const isOpen = sql`${demandVersions.data} ->> 'confidentiality' <> 'targeted'`;

async function demandEntries(ctx: Pick<Context, 'db'>): Promise<SitemapEntry[]> {
  const rows = await ctx.db
    .select({ no: demands.no, changedAt: demands.publishedAt })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(and(eq(demands.state, 'published'), isOpen, listingShown))
    .orderBy(desc(demands.publishedAt))
    .limit(sitemapPageSize);
  return rows.map(({ no, changedAt }) => ({ path: `/demands/${no}`, changedAt }));
}
