import type { Context } from '#app/services/context.server.ts';
import { knownObjector } from '#app/services/objections/objectors.server.ts';
import type { ObjectingReader } from '#app/ui/objection-entry.tsx';

/** Who reads a page on which one may object, and what its form begins with. */
export async function objectingReader(ctx: Context): Promise<ObjectingReader> {
  if (ctx.actor === null) return { is: 'guest' };
  if (!ctx.actor.hasConsented) return { is: 'new' };
  return { is: 'known', objector: await knownObjector({ ...ctx, actor: ctx.actor }) };
}
