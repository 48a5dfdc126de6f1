import { eq } from 'drizzle-orm';
import type { AttachmentReading } from '#app/domain/attachment.ts';
import { isAppError } from '#app/domain/errors.ts';
import { files } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import { lockBytes } from '../files/lock-bytes.server.ts';
import { activeRules } from './active-rules.server.ts';
import { paperTexts } from './paper-texts.server.ts';
import { screenTexts } from './screen-record.server.ts';

export interface Screened {
  readonly reading: AttachmentReading;
  /** In words, each once. */
  readonly flags: readonly string[];
}

/** Said beside the reading, so that a document is not taken for a picture. */
const unasked = '当时没有启用的涉密筛查规则，系统没有筛过';

/**
 * Asks the screen about a paper before its row is written: what is said of it, its name, and what a PDF, a Word document or a
 * workbook says. Of a paper that is stopped nothing is kept (保守国家秘密法 art. 31). Gives how much of it was read, for the rest is
 * for the eyes of a person, and what was found in it that he has to look at.
 */
export async function screenPaper(ctx: ActorContext, file: Received, says: readonly string[]): Promise<Screened> {
  try {
    const said = await screenTexts(ctx, [...says, file.name]);
    // Where nothing is asked, nothing is read.
    if ((await activeRules(ctx)).length === 0) return { reading: 'none', flags: [unasked] };
    const { texts, reading } = await paperTexts(ctx.files.path(file.sha256));
    const found = await screenTexts(ctx, texts);
    return { reading, flags: [...new Set([...said, ...found])] };
  } catch (error) {
    if (isAppError(error) && error.code === 'secrecy_refused') await eraseBytes(ctx, file);
    throw error;
  }
}

/** Bytes are shared by all who uploaded the same: those that a row names stay. */
const eraseBytes = (ctx: ActorContext, { sha256 }: Received): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await lockBytes(tx, sha256);
    if ((await tx.db.$count(files, eq(files.sha256, sha256))) === 0) await tx.files.remove(sha256);
  });
