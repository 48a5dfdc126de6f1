import { asc, eq } from 'drizzle-orm';
import { importMappings } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What a unit said of the heads of its own systems, by name. */
export const savedMappings = ({ db }: Pick<Context, 'db'>, orgId: string) =>
  db.select().from(importMappings).where(eq(importMappings.orgId, orgId)).orderBy(asc(importMappings.name));
