import type { Readable } from 'node:stream';
import { holds } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ExportFormat } from '#app/domain/export-application.ts';
import { exportCells, exportColumns } from '#app/domain/export-cells.ts';
import type { ActorContext } from '../context.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { countOwnRecords, type OwnFilter, ownRecords } from './exported-records.server.ts';
import { beginExport, counting } from './log-export.server.ts';
import { recordFile } from './record-file.server.ts';

/** The unit's whole list leaves with its teams and floor prices: its officers only. */
export const mayExportOwn = holds('officer');

/** The unit's own list as a file with the columns that an import reads, all of it, written while it is read. */
export async function exportOwn(
  ctx: ActorContext,
  { format, ...filter }: OwnFilter & { readonly format: ExportFormat },
): Promise<Readable> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !mayExportOwn(ctx.actor)) throw new AppError('forbidden');
  const lists = await codeLists(ctx);
  const rows = await countOwnRecords(ctx, orgId, filter);
  const params = new URLSearchParams({
    ...(filter.words && { q: filter.words }),
    ...(filter.state && { state: filter.state }),
  });
  const log = await beginExport(ctx, { scope: 'own', format, query: params.toString(), rows });
  const columns = exportColumns('own');
  async function* cells(): AsyncGenerator<readonly string[]> {
    for await (const record of ownRecords(ctx, orgId ?? '', filter)) {
      const written = exportCells(record, lists);
      yield columns.map(({ key }) => written.get(key) ?? '');
    }
  }
  return recordFile(
    format,
    columns.map(({ header }) => header),
    counting(ctx, log.id, cells()),
  );
}
