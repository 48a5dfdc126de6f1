import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { movePublicity, type Publicity } from './move-publicity.server.ts';

/** A notice that stood is void from now on; what becomes of the objections to it is for the caller. The contract is locked. */
export async function voidNotice(tx: In<Context>, publicity: Pick<Publicity, 'id' | 'state'>): Promise<void> {
  const { id, contractVersionN: versionN } = await movePublicity(tx, publicity, 'cancel');
  await clearDeadline(tx, 'publicity.end', id);
  await audit(tx, { deed: 'publicity.cancel', subjectType: 'publicity', subjectId: id, versionN });
}
