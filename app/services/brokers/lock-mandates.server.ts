import type { Context, In } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';

/** Orders whom a client gives mandates, standing ones and those of one deal: an exclusive one has no row of its own to lock. */
export const lockMandates = (tx: In<Context>, clientOrgId: string): Promise<void> =>
  lockName(tx.db, `mandates:${clientOrgId}`);
