import { inArray, sql } from 'drizzle-orm';
import { type ChangeAsk, changeAsk, changeAskRoles } from '#app/domain/change-asks.ts';
import { hasRole } from '#app/domain/access.ts';
import { otherContractSide } from '#app/domain/contract-deeds.ts';
import { contractAmendments } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { standingScan } from '../signing/standing-scan.server.ts';
import type { Todo } from './todo.ts';

/** What the day of a change asks of the side that it was put to; null: whose turn it is stands elsewhere, or it has done its part. */
interface AskedChange {
  readonly ask: ChangeAsk | null;
  readonly isArranged: boolean;
  readonly contractId: string;
  readonly versionN: number;
}

/** The kind of row, and of reminder. */
export const changeAskKinds: Readonly<Record<ChangeAsk, string>> = {
  answer: 'amendment.answer',
  sign: 'amendment.sign_put',
  confirm: 'amendment.confirm',
};

/** Of the days that stand for an answer to a change, what each asks by how far the change is. */
export async function changesAsked(
  ctx: Pick<ActorContext, 'db'>,
  rows: readonly { readonly subjectType: string; readonly kind: string; readonly subjectId: string }[],
): Promise<ReadonlyMap<string, AskedChange>> {
  const ids = rows.flatMap((row) => (row.subjectType === 'amendment' && row.kind === 'answer' ? [row.subjectId] : []));
  if (ids.length === 0) return new Map();
  const { contractId, versionN } = contractAmendments;
  const found = await ctx.db
    .select({
      id: contractAmendments.id,
      contractId,
      versionN,
      side: contractAmendments.side,
      state: contractAmendments.state,
      // Columns of a select from one table come without its name: in the inner select they would be those of its own.
      isArranged: sql<boolean>`exists (select 1 from page_agreements p where p.contract_id = contract_amendments.contract_id and p.version_n = contract_amendments.version_n and p.is_arranged)
        or exists (select 1 from page_signers p where p.contract_id = contract_amendments.contract_id and p.version_n = contract_amendments.version_n)`,
    })
    .from(contractAmendments)
    .where(inArray(contractAmendments.id, ids));
  const asked = await Promise.all(
    found.map(async ({ id, side, ...change }) => {
      const scan = await standingScan(ctx, change.contractId, change.versionN);
      const scanConfirmedBy = scan.files.length === 0 ? null : scan.confirmedBy;
      const ask = changeAsk({ ...change, scanConfirmedBy }, otherContractSide(side));
      return [id, { ask, ...change }] as const;
    }),
  );
  return new Map(asked);
}

/** Where what a change asks is done: the row of the desk and the reminder lead to the same page. */
export const pageOfChange = ({ ask, contractId, versionN }: AskedChange): string =>
  ask === 'confirm'
    ? `/desk/contracts/${contractId}/signing?version=${versionN}`
    : `/desk/contracts/${contractId}/changes`;

/** The row of a change as it asks; none where it asks nothing here. */
export function ofChange(ctx: ActorContext, todo: Todo, asked: AskedChange | undefined): Todo[] {
  if (asked === undefined) return [todo];
  const { ask } = asked;
  if (ask === null) return [];
  const isMine = hasRole(ctx.actor, ...changeAskRoles[ask]);
  return [{ ...todo, kind: changeAskKinds[ask], isMine, href: pageOfChange(asked) }];
}
