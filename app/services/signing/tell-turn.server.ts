import { namedTurns, type NamedTurn } from '#app/domain/page-turn.ts';
import type { PageSigning } from '#app/domain/page-signing.ts';
import type { Context, In } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { pageHref, signHref } from './page-people.server.ts';
import { pageSigningOf } from './page-signing.server.ts';
import type { Signable } from './signable.server.ts';

const keyOf = ({ side, userId, role }: NamedTurn): string => `${side}:${role}:${userId}`;

/** Tells the named people whose turn has come by a deed on the page signing of a version, as it stood before that deed. */
export async function tellTurn(tx: In<Context>, signable: Signable, before: PageSigning): Promise<void> {
  const { contract, versionN } = signable;
  const had = new Set(namedTurns(before).map(keyOf));
  const page = await pageSigningOf(tx, { contractId: contract.id, versionN });
  const turns = namedTurns(page).filter((turn) => !had.has(keyOf(turn)));
  const idsOf = (role: NamedTurn['role']) => turns.filter((turn) => turn.role === role).map(({ userId }) => userId);
  const params = { title: contract.title };
  await notifyPeople(tx, idsOf('countersign'), { kind: 'signing.turn_countersign', params, href: pageHref(signable) });
  await notifyPeople(tx, idsOf('sign'), { kind: 'signing.turn_sign', params, href: signHref(signable) });
}
