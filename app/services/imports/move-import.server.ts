import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type ImportEvent, importMachine } from '#app/domain/import.ts';
import { nextState } from '#app/domain/machine.ts';
import { imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import type { Import } from './load-import.server.ts';

/** One step of the import machine, with its trace. Somebody else was first: `state_changed`. */
export async function moveImport(
  tx: In<Context>,
  { id, state }: Pick<Import, 'id' | 'state'>,
  event: ImportEvent,
  columns: Omit<Partial<Import>, 'id' | 'state'> = {},
): Promise<Import> {
  const [row] = await tx.db
    .update(imports)
    .set({ ...columns, state: nextState(importMachine, state, event) })
    .where(and(eq(imports.id, id), eq(imports.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `import.${event}`, subjectType: 'import', subjectId: id, orgId: row.orgId });
  return row;
}
