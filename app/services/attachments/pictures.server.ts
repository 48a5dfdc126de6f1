import { isShownPicture, maxShownPictures } from '#app/domain/attachment.ts';
import { recordReaderOf } from '#app/domain/public-data.ts';
import type { Context } from '../context.server.ts';
import { drawnSize } from './draw-picture.server.ts';
import { type AttachmentRows, attachmentRows, openAttachments } from './queries.server.ts';

/** A picture as a page shows it; the sizes are those of its small drawing, in pixels. */
export interface ShownPicture {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

/** Papers and pictures of a public record as its page shows them to this reader; what is a picture is not listed as a paper besides. */
export async function shownAttachments(ctx: Context, achievementId: string) {
  const rows = await attachmentRows(ctx, achievementId);
  const pictures = await picturesAmong(ctx, rows);
  return {
    papers: openAttachments(ctx, rows).filter(({ id }) => !pictures.some((picture) => picture.id === id)),
    pictures: pictures.map(({ sha256: _sha256, ...picture }): ShownPicture => picture),
  };
}

/** Pictures of a record that this reader is shown, in the order in which they were added, with the bytes they are drawn from. */
export const shownPictures = async (ctx: Context, achievementId: string) =>
  picturesAmong(ctx, await attachmentRows(ctx, achievementId));

async function picturesAmong(ctx: Context, all: AttachmentRows): Promise<(ShownPicture & { sha256: string })[]> {
  const rows = all.filter((row) => {
    const reader = recordReaderOf(ctx.actor, row.orgId);
    return (
      row.sniffedType.startsWith('image/') && isShownPicture({ ...row, isCleared: row.clearedAt !== null }, reader)
    );
  });
  const sized = await Promise.all(
    rows.slice(0, maxShownPictures).map(async ({ id, title, sha256 }) => {
      const size = await drawnSize(ctx, sha256);
      return size === null ? [] : [{ id, title, sha256, ...size }];
    }),
  );
  return sized.flat();
}
