import { and, eq, notInArray } from 'drizzle-orm';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { type NamedPeople, namedPeople, type PageSigning } from '#app/domain/page-signing.ts';
import { pageAgreements, pageSigners } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { membersOf } from '../organisations/members-of.server.ts';
import { mayBind } from './page-signing.server.ts';
import type { Signable } from './signable.server.ts';

interface OfSide {
  readonly contractId: string;
  readonly versionN: number;
  readonly side: ContractSide;
}

/** The page on which signing of a version on the page is arranged. */
export const pageHref = ({ contract, versionN, amendment }: Signable): string =>
  `/desk/contracts/${contract.id}/page-signing${amendment === null ? '' : `?version=${versionN}`}`;

/** Where it is signed on the page: the contract's own, or that of its changes. */
export const signHref = ({ contract, amendment }: Signable): string =>
  `/desk/contracts/${contract.id}${amendment === null ? '#sign' : '/changes'}`;

/** The own organisation's people, to choose from. */
export async function pageMembers(ctx: Pick<ActorContext, 'db' | 'actor'>) {
  const rows = await membersOf(ctx);
  return rows.map((row) => ({ ...row, maySign: mayBind(row.roles) }));
}

/** A side's word that it signs this version on the page stands no more; the people whom it named stay. */
export async function dropAgreement(tx: In<ActorContext>, { contractId, versionN, side }: OfSide): Promise<void> {
  await tx.db
    .delete(pageAgreements)
    .where(
      and(
        eq(pageAgreements.contractId, contractId),
        eq(pageAgreements.versionN, versionN),
        eq(pageAgreements.side, side),
      ),
    );
}

/** Names these people for a side and nobody else; who stays in his role keeps his countersignature of the version. */
export async function namePeople(
  tx: In<ActorContext>,
  page: PageSigning,
  { contractId, versionN, side, people }: OfSide & { readonly people: NamedPeople },
): Promise<void> {
  const before = namedPeople(page, side);
  const stays = [
    ...people.signers.filter((id) => before.signers.includes(id)),
    ...people.countersigners.filter((id) => before.countersigners.includes(id)),
  ];
  await tx.db
    .delete(pageSigners)
    .where(
      and(
        eq(pageSigners.contractId, contractId),
        eq(pageSigners.versionN, versionN),
        eq(pageSigners.side, side),
        stays.length > 0 ? notInArray(pageSigners.userId, stays) : undefined,
      ),
    );
  const added = (ids: readonly string[], role: 'sign' | 'countersign') =>
    ids.filter((id) => !stays.includes(id)).map((userId) => ({ contractId, versionN, side, userId, role }));
  const rows = [...added(people.signers, 'sign'), ...added(people.countersigners, 'countersign')];
  if (rows.length > 0) await tx.db.insert(pageSigners).values(rows);
}
