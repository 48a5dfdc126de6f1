import { and, eq } from 'drizzle-orm';
import { objections } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { closePublicity } from './close-publicity.server.ts';
import { movePublicity, type Publicity } from './move-publicity.server.ts';
import { unsettledObjection } from './own-objection.server.ts';

/** Goes on with a publicity once no objection is unsettled; where its time has passed, it ends at once and signing opens. */
export async function resumePublicity(tx: In<Context>, publicity: Publicity): Promise<void> {
  // Taken back of a notice that is void meanwhile, nothing goes on.
  if (publicity.state !== 'objected') return;
  const open = await tx.db.$count(objections, and(eq(objections.publicityId, publicity.id), unsettledObjection));
  if (open > 0) return;
  await movePublicity(tx, publicity, 'resume');
  await audit(tx, { deed: 'publicity.resume', subjectType: 'publicity', subjectId: publicity.id });
  await closePublicity(tx, publicity.id);
}
