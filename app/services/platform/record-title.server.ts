import { eq } from 'drizzle-orm';
import {
  achievements,
  bounties,
  contracts,
  deals,
  demands,
  files,
  imports,
  obligations,
  receipts,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

type Find = (db: Context['db'], id: string) => Promise<(string | null)[]>;

const finders: Readonly<Record<string, Find>> = {
  achievements: async (db, id) =>
    (await db.select({ title: achievements.name }).from(achievements).where(eq(achievements.id, id))).map(titleOf),
  demands: async (db, id) =>
    (await db.select({ title: demands.title }).from(demands).where(eq(demands.id, id))).map(titleOf),
  bounties: async (db, id) =>
    (
      await db
        .select({ title: demands.title })
        .from(bounties)
        .innerJoin(demands, eq(demands.id, bounties.demandId))
        .where(eq(bounties.id, id))
    ).map(titleOf),
  deals: async (db, id) =>
    (
      await db
        .select({ title: achievements.name })
        .from(deals)
        .innerJoin(achievements, eq(achievements.id, deals.achievementId))
        .where(eq(deals.id, id))
    ).map(titleOf),
  contracts: async (db, id) =>
    (await db.select({ title: contracts.title }).from(contracts).where(eq(contracts.id, id))).map(titleOf),
  obligations: async (db, id) =>
    (await db.select({ title: obligations.label }).from(obligations).where(eq(obligations.id, id))).map(titleOf),
  receipts: async (db, id) =>
    (await db.select({ title: receipts.no }).from(receipts).where(eq(receipts.id, id))).map(titleOf),
  imports: async (db, id) =>
    (
      await db
        .select({ title: files.name })
        .from(imports)
        .innerJoin(files, eq(files.id, imports.fileId))
        .where(eq(imports.id, id))
    ).map(titleOf),
};

const titleOf = (row: { title: string | null }): string | null => row.title;

/** What people call the record that a page of the desk is about; null for pages of no single record. */
export async function recordTitle({ db }: Pick<Context, 'db'>, href: string): Promise<string | null> {
  const [, area = '', id = ''] = /^\/desk\/([a-z]+)\/([0-9a-f-]{36})(?:[/?#]|$)/.exec(href) ?? [];
  return (await finders[area]?.(db, id))?.[0] ?? null;
}
