import type { Logger } from 'pino';
import type { Actor } from '#app/domain/access.ts';
import type { AppError } from '#app/domain/errors.ts';
import type { Database, Tx } from '#db/client.server.ts';
import type { SearchEngine } from '#search/engine.ts';
import type { EsignProvider } from './esign/provider.server.ts';
import type { FileStore } from './files/store.server.ts';
import type { PaymentGateway } from './payments/gateway.server.ts';
import type { Jobs } from './jobs.server.ts';

/** Everything a verb may touch. The context is the injection: tests pass one with a plain clock, search and gateway. */
export interface Context {
  readonly db: Database | Tx;
  readonly actor: Actor | null;
  readonly now: () => Date;
  readonly search: SearchEngine;
  readonly payments: PaymentGateway;
  readonly esign: EsignProvider;
  readonly files: FileStore;
  readonly jobs: Jobs;
  readonly requestId: string | null;
  /** Where the request came from; absent for the platform's own deeds. */
  readonly address?: string | null;
  readonly log: Logger;
}

/** A context whose actor is known: what every verb of a signed-in person takes. */
export interface ActorContext extends Context {
  readonly actor: Actor;
}

/** Inside a transaction: every write of the verb goes through this `db`. */
export type In<C extends Context> = Omit<C, 'db'> & { readonly db: Tx };

const retried = new Set(['40P01', '40001']);

const sqlState = (error: unknown): string | undefined => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code;
  }
  return undefined;
};

/** True when the database refused a row because one like it exists (unique violation). */
export const isUniqueViolation = (error: unknown): boolean => sqlState(error) === '23505';

/**
 * Runs `work` in one transaction and runs it again when the database names it the victim of a deadlock or of a
 * serialisation failure. A verb called by another verb joins the transaction it is given. No network call inside.
 *
 * @param doubled what is refused where two did the same at one moment, and the database let one of the rows through
 */
export async function inTransaction<C extends Context, Result>(
  ctx: C,
  work: (tx: In<C>) => Promise<Result>,
  doubled?: () => AppError,
): Promise<Result> {
  try {
    return await transact(ctx, work);
  } catch (error) {
    if (doubled !== undefined && isUniqueViolation(error)) throw doubled();
    throw error;
  }
}

async function transact<C extends Context, Result>(ctx: C, work: (tx: In<C>) => Promise<Result>): Promise<Result> {
  if ('rollback' in ctx.db) return work(ctx as unknown as In<C>);
  const db = ctx.db as Database;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction((tx) => work({ ...ctx, db: tx }));
    } catch (error) {
      if (attempt >= 4 || !retried.has(sqlState(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 + Math.random() * 30));
    }
  }
}

/** The same context acting as the platform itself: sweeps, webhooks, jobs. */
export const systemContext = (ctx: Context): Context => ({ ...ctx, actor: null });
