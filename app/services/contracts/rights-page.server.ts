import { signedContractStates } from '#app/domain/contract-machine.ts';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { rightKey, rightLabel } from '#app/domain/contract-rights.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '../context.server.ts';
import { listDeclarations } from './contract-rows.server.ts';
import { standingStates } from './declare.server.ts';
import { lapsedRightsOf } from './lapsed-rights.server.ts';
import { getVersion } from './own-contract.server.ts';
import { partiesOf } from './queries.server.ts';
import { seeContract } from './see-contract.server.ts';

/** The rights that a signed contract names, what the register says of them, which ends count, and what this person may state. */
export async function rightsPage(ctx: ActorContext, id: string) {
  const { contract, side } = await seeContract(ctx, id);
  if (contract.signedVersionN === null) throw new AppError('not_found');
  const [declarations, parties, version] = await Promise.all([
    listDeclarations(ctx, id),
    partiesOf(ctx, contract),
    getVersion(ctx, id, contract.signedVersionN),
  ]);
  const terms = termsFromJson(version.data.terms);
  const lapsed = await lapsedRightsOf(ctx, contract.licensorOrgId, terms);
  const isOpen = (event: string) => declarations.some((row) => row.event === event && row.answer === null);
  const back = declarations.filter(({ event }) => event === 'restore_rights');
  const isBack = (id: string, answer: 'accepted' | null) =>
    back.some((row) => row.revises === id && row.answer === answer);
  // A restoration that waits for its answer changes nothing yet.
  const standing = declarations.filter(
    ({ event, answer, id }) => event === 'lose_rights' && answer === 'accepted' && !isBack(id, 'accepted'),
  );
  const rights = (terms.rights ?? []).map((right) => {
    const key = rightKey(right);
    const ends = standing.filter(({ rights: ended }) => ended?.some((one) => one.key === key));
    return {
      key,
      label: rightLabel(right),
      register: lapsed.find((one) => one.key === key) ?? null,
      endedOn: ends[0]?.effectiveOn ?? null,
      /** The other side was told that a decision took the end back, and has not answered. */
      awaitsAnswer: ends.some(({ id: end }) => isBack(end, null)),
    };
  });
  return {
    contract,
    side,
    ...parties,
    rights,
    milestones: terms.milestones.map(({ name }, i) => ({ position: i + 1, name })),
    declarations: declarations
      .filter(({ event }) => event === 'lose_rights' || event === 'restore_rights')
      .map((row) => ({ ...row, isOpen: row.answer === null })),
    mayDeclare:
      side !== null &&
      standingStates.includes(contract.state) &&
      mayDo(ctx.actor, 'lose_rights') &&
      !isOpen('lose_rights') &&
      (rights.length === 0 || rights.some(({ endedOn }) => endedOn === null)),
    restorable:
      side !== null &&
      signedContractStates.includes(contract.state) &&
      mayDo(ctx.actor, 'restore_rights') &&
      !isOpen('restore_rights')
        ? standing
        : [],
    today: dayOf(ctx.now()),
  };
}
