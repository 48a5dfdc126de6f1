import { mayStartImport } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { sheetRefusalWords } from '#app/domain/import-failure.ts';
import { importMachine } from '#app/domain/import.ts';
import { imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { refusedSheet } from '../sheets/refused-sheet.server.ts';

export interface StartImportInput {
  readonly key?: string | undefined;
  readonly file: Received;
}

/** Takes an uploaded sheet and has it checked; nothing is stored of its achievements before the officer confirms. */
export async function startImport(ctx: ActorContext, input: StartImportInput): Promise<typeof imports.$inferSelect> {
  const { org } = ctx.actor;
  if (org === null || !mayStartImport(ctx.actor)) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  const refusal = await refusedSheet(ctx.files.path(input.file.sha256));
  if (refusal !== null) throw new AppError('file_refused', { says: sheetRefusalWords(refusal) }, 'file');
  await screenTexts(ctx, [input.file.name]);
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, imports, input.key, 'import.start');
    if (earlier) return earlier;
    const file = await keepFile(tx, input.file, 'import', org.orgId);
    const row = await insertRow(tx, imports, {
      id,
      orgId: org.orgId,
      fileId: file.id,
      state: importMachine.initial,
      createdBy: ctx.actor.userId,
      createdAt: tx.now(),
      phaseAt: tx.now(),
    });
    await audit(tx, { deed: 'import.start', subjectType: 'import', subjectId: id });
    await tx.jobs.enqueue(tx.db, 'import.check', { importId: id });
    return row;
  });
}
