import { hash, randomBytes } from 'node:crypto';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { hasPlatformRole, hasRole, type RoleGate } from '#app/domain/access.ts';
import { type ApiKeyState, apiKeyMachine } from '#app/domain/api-key.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { apiKeys, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';

export type ApiKey = typeof apiKeys.$inferSelect;

/** Who asks for a key and holds it for his organisation, and who decides. */
export const mayHoldKey: RoleGate = (actor) => hasRole(actor, 'officer');
export const mayDecideKey: RoleGate = (actor) => hasPlatformRole(actor, 'reviewer');
export const mayRevokeKey: RoleGate = (actor) => mayHoldKey(actor) || mayDecideKey(actor);

/** An organisation asks for a key and says what for. */
export async function askKey(
  ctx: ActorContext,
  input: { readonly name: string; readonly purpose: string; readonly key?: string | undefined },
): Promise<ApiKey> {
  const { org } = ctx.actor;
  if (org === null || !mayHoldKey(ctx.actor)) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  await screenTexts(ctx, [input.name, input.purpose]);
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'api_key.ask', v7());
    if (!isFirst) return load(tx, id);
    const { name, purpose } = input;
    const row = await insertRow(tx, apiKeys, {
      id,
      orgId: org.orgId,
      createdBy: tx.actor.userId,
      name,
      purpose,
      state: apiKeyMachine.initial,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'api_key.ask', subjectType: 'api_key', subjectId: id });
    return row;
  });
}

/** A reviewer allows so many rows a day. The key itself is made when its holder fetches it. */
export async function approveKey(
  ctx: ActorContext,
  { keyId, rowsADay }: { readonly keyId: string; readonly rowsADay: number },
): Promise<ApiKey> {
  if (!mayDecideKey(ctx.actor)) throw new AppError('forbidden');
  return moving(ctx, keyId, (tx, before) => moveKey(tx, before, 'approve', { rowsADay, ...decided(tx) }));
}

export async function refuseKey(
  ctx: ActorContext,
  { keyId, note }: { readonly keyId: string; readonly note: string },
): Promise<ApiKey> {
  if (!mayDecideKey(ctx.actor)) throw new AppError('forbidden');
  await screenTexts(ctx, [note]);
  return moving(ctx, keyId, (tx, before) => moveKey(tx, before, 'refuse', { decisionNote: note, ...decided(tx) }));
}

/** Its holder or a reviewer puts a key out of force, at once and for good. */
export async function revokeKey(ctx: ActorContext, { keyId }: { readonly keyId: string }): Promise<ApiKey> {
  if (!mayRevokeKey(ctx.actor)) throw new AppError('forbidden');
  return moving(ctx, keyId, (tx, before) => {
    if (!mayDecideKey(tx.actor) && before.orgId !== tx.actor.org?.orgId) throw new AppError('not_found');
    return moveKey(tx, before, 'revoke', { revokedAt: tx.now() });
  });
}

/** Makes the key, once, and gives it to its holder: only its hash stays here. A lost one is revoked and asked for anew. */
export async function issueKey(ctx: ActorContext, { keyId }: { readonly keyId: string }): Promise<string> {
  if (!mayHoldKey(ctx.actor)) throw new AppError('forbidden');
  const key = `cgt_${randomBytes(30).toString('base64url')}`;
  await inTransaction(ctx, async (tx) => {
    const before = await load(tx, keyId);
    if (before.orgId !== tx.actor.org?.orgId) throw new AppError('not_found');
    const [row] = await tx.db
      .update(apiKeys)
      .set({ keySha256: hash('sha256', key), hint: key.slice(0, 8), issuedAt: tx.now() })
      .where(and(eq(apiKeys.id, keyId), eq(apiKeys.state, 'approved'), isNull(apiKeys.keySha256)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'api_key.issue', subjectType: 'api_key', subjectId: keyId });
  });
  return key;
}

/** The organisation's keys; for a reviewer everybody's, those that wait first. */
export async function listKeys(ctx: ActorContext) {
  const isReviewer = mayDecideKey(ctx.actor);
  if (!isReviewer && !mayHoldKey(ctx.actor)) throw new AppError('forbidden');
  const rows = await ctx.db
    .select({ row: apiKeys, orgName: organisations.name })
    .from(apiKeys)
    .innerJoin(organisations, eq(organisations.id, apiKeys.orgId))
    .where(isReviewer ? undefined : eq(apiKeys.orgId, ctx.actor.org?.orgId ?? ''))
    .orderBy(desc(eq(apiKeys.state, 'asked')), desc(apiKeys.createdAt))
    .limit(200);
  return rows.map(({ row, orgName }) => {
    const { keySha256, ...shown } = row;
    return { ...shown, orgName, isIssued: keySha256 !== null, isOwn: row.orgId === ctx.actor.org?.orgId };
  });
}

const decided = (tx: In<ActorContext>) => ({ decidedBy: tx.actor.userId, decidedAt: tx.now() });

async function load(tx: In<ActorContext>, id: string): Promise<ApiKey> {
  const [row] = await tx.db.select().from(apiKeys).where(eq(apiKeys.id, id));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

const moving = (
  ctx: ActorContext,
  keyId: string,
  work: (tx: In<ActorContext>, before: ApiKey) => Promise<ApiKey>,
): Promise<ApiKey> => inTransaction(ctx, async (tx) => work(tx, await load(tx, keyId)));

async function moveKey(
  tx: In<ActorContext>,
  before: ApiKey,
  event: 'approve' | 'refuse' | 'revoke',
  columns: Omit<Partial<typeof apiKeys.$inferInsert>, 'state'>,
): Promise<ApiKey> {
  const state: ApiKeyState = nextState(apiKeyMachine, before.state, event);
  const [row] = await tx.db
    .update(apiKeys)
    .set({ ...columns, state })
    .where(and(eq(apiKeys.id, before.id), eq(apiKeys.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `api_key.${event}`, subjectType: 'api_key', subjectId: row.id, orgId: row.orgId });
  await notifyOrganisation(tx, row.orgId, ['officer'], { kind: `api_key.${event}`, href: '/desk/open-data' });
  return row;
}
