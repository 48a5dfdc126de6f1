import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import sharp from 'sharp';
import { AppError } from '#app/domain/errors.ts';
import { publicFileKinds } from '#app/domain/event-report.ts';
import { eventFiles, files } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Posters and handouts of an event that were cleared, the newest first. */
export async function publicFilesOf(ctx: Pick<Context, 'db'>, eventId: string) {
  const rows = await ctx.db
    .select({
      id: eventFiles.id,
      kind: eventFiles.kind,
      name: files.name,
      bytes: files.bytes,
      sha256: files.sha256,
      sniffedType: files.sniffedType,
    })
    .from(eventFiles)
    .innerJoin(files, eq(files.id, eventFiles.fileId))
    .where(
      and(eq(eventFiles.eventId, eventId), inArray(eventFiles.kind, publicFileKinds), isNotNull(eventFiles.clearedAt)),
    )
    .orderBy(desc(eventFiles.createdAt), desc(eventFiles.id));
  return {
    poster: rows.find(({ kind }) => kind === 'poster') ?? null,
    handouts: rows.filter(({ kind }) => kind === 'material'),
  };
}
export type PublicFile = Awaited<ReturnType<typeof publicFilesOf>>['handouts'][number];

/** The poster drawn anew, at most 1600 wide: nothing of the upload but what the eye sees goes out, no place where it was taken. */
export async function posterPicture(ctx: Pick<Context, 'files'>, poster: PublicFile | null): Promise<Buffer> {
  if (poster === null) throw new AppError('not_found');
  return sharp(ctx.files.path(poster.sha256), { limitInputPixels: 50_000_000 })
    .rotate()
    .resize({ width: 1600, height: 2400, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer();
}
