import { isShownPicture, maxShownPictures } from '#app/domain/attachment.ts';
import { recordReaderOf } from '#app/domain/public-data.ts';
import type { Context } from '../context.server.ts';
import { drawnSize } from './draw-picture.server.ts';
import { attachmentRows } from './queries.server.ts';

/** A picture as a page shows it; the sizes are those of its small drawing, in pixels. */
export interface ShownPicture {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

/** Pictures of a record that this reader is shown, in the order in which they were added, with the bytes they are drawn from. */
export async function shownPictures(
  ctx: Context,
  achievementId: string,
): Promise<(ShownPicture & { sha256: string })[]> {
  const rows = (await attachmentRows(ctx, achievementId)).filter((row) => {
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
