import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { SigningWay } from '#app/domain/signing-way.ts';
import { signatures } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { findLiveFlow } from '../esign/own-esign.server.ts';
import { standingScan } from './standing-scan.server.ts';

const begun: Readonly<Record<SigningWay, string>> = {
  page: '已有一方在页面上签署了这一版，另一方也要在页面上签。',
  paper: '这一版有用印扫描件在等双方确认，请在「纸质用印」里确认；要换一种方式，先由上传的一方在那里撤回。',
  provider: '这一版正在用电子签名服务签署；要换一种方式，请先在「电子签名」页撤销。',
};

/** The way in which a version is being signed: somebody signed on the page, handed in a sealed scan, or proposed the provider. */
export async function wayBegun(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  versionN: number,
): Promise<SigningWay | null> {
  const isOfVersion = and(eq(signatures.contractId, contractId), eq(signatures.versionN, versionN));
  const isOnPage = and(isOfVersion, eq(signatures.way, 'page'));
  if ((await ctx.db.$count(signatures, isOnPage)) > 0) return 'page';
  if ((await findLiveFlow(ctx, contractId))?.versionN === versionN) return 'provider';
  return (await standingScan(ctx, contractId, versionN)).files.length > 0 ? 'paper' : null;
}

/** Both sides sign a version in one way: begun in another, it is ended in that one, or called off first. */
export async function refuseOtherWays(
  ctx: Pick<Context, 'db'>,
  { contract, versionN }: { readonly contract: { readonly id: string }; readonly versionN: number },
  way: SigningWay,
): Promise<void> {
  const other = await wayBegun(ctx, contract.id, versionN);
  if (other !== null && other !== way) throw new AppError('invalid', { says: begun[other] });
}
