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
  const undone = new Set(
    declarations.flatMap(({ event, answer, revises }) =>
      event === 'restore_rights' && answer !== 'refused' && answer !== 'withdrawn' ? [revises] : [],
    ),
  );
  const ends = declarations.filter(({ event, answer }) => event === 'lose_rights' && answer === 'accepted');
  const standing = ends.filter((row) => !undone.has(row.id));
  return {
    contract,
    side,
    ...parties,
    rights: (terms.rights ?? []).map((right) => {
      const key = rightKey(right);
      const end = standing.find(({ rights }) => rights?.some((one) => one.key === key));
      return {
        key,
        label: rightLabel(right),
        register: lapsed.find((one) => one.key === key) ?? null,
        endedOn: end?.effectiveOn ?? null,
      };
    }),
    milestones: terms.milestones.map(({ name }, i) => ({ position: i + 1, name })),
    standing,
    declarations: declarations
      .filter(({ event }) => event === 'lose_rights' || event === 'restore_rights')
      .map((row) => ({ ...row, isOpen: row.answer === null })),
    mayDeclare:
      side !== null &&
      standingStates.includes(contract.state) &&
      mayDo(ctx.actor, 'lose_rights') &&
      !isOpen('lose_rights'),
    restorable:
      side !== null && signedContractStates.includes(contract.state) && mayDo(ctx.actor, 'restore_rights')
        ? standing
        : [],
    today: dayOf(ctx.now()),
  };
}
