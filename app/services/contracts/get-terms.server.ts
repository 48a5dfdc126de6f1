import { termsFromJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Context } from '../context.server.ts';
import { getVersion } from './own-contract.server.ts';

/** The terms of version `n` of a contract. */
export const getTerms = async (ctx: Pick<Context, 'db'>, contractId: string, n: number): Promise<PayLaterTerms> =>
  termsFromJson((await getVersion(ctx, contractId, n)).data.terms);
