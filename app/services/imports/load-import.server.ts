import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ImportEvent, importMachine } from '#app/domain/import.ts';
import { allowed, sourcesOf, transitionOf } from '#app/domain/machine.ts';
import { imports } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export type Import = typeof imports.$inferSelect;

/** An import of the actor's own organisation; anybody else's does not exist for him. Officers and secrecy reviewers only. */
export async function loadImport(ctx: ActorContext, id: string): Promise<Import> {
  if (!hasRole(ctx.actor, 'officer', 'secrecy')) throw new AppError('forbidden');
  const orgId = ctx.actor.org?.orgId ?? '';
  const [row] = await ctx.db
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.orgId, orgId)));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** The own import, if the machine lets this actor do the event in its state: what the page shows buttons by, too. */
export async function loadImportFor(ctx: ActorContext, id: string, event: ImportEvent): Promise<Import> {
  const may = (state: Import['state']) => allowed(importMachine, state, ctx.actor.org?.roles ?? []).includes(event);
  if (!sourcesOf(importMachine, event).some(may)) throw new AppError('forbidden');
  const row = await loadImport(ctx, id);
  if (transitionOf(importMachine, row.state, event) === undefined) throw new AppError('state_changed');
  if (!may(row.state)) throw new AppError('forbidden');
  return row;
}
