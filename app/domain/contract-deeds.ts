import { type Actor, hasRole, type MemberRole, type RoleGate } from './access.ts';
import type { SideNames } from './contract-kind.ts';
import { contractMachine, type ContractState, runningContractStates } from './contract-machine.ts';
import { datedTriggers, type MilestoneTrigger } from './contract.ts';
import { allowed, labelOf } from './machine.ts';
import { milestoneMachine, type MilestoneState } from './milestone.ts';

/** The two parties, whatever kind of contract it is: who gives the technology or does the work, and who pays. */
export type ContractSide = 'licensor' | 'licensee';

export interface ContractParties {
  readonly licensorOrgId: string;
  readonly licenseeOrgId: string;
}

/** The side for which the actor's present organisation stands, or null. */
export function contractSideOf(actor: Actor, contract: ContractParties): ContractSide | null {
  const orgId = actor.org?.orgId;
  if (orgId === contract.licensorOrgId) return 'licensor';
  return orgId === contract.licenseeOrgId ? 'licensee' : null;
}

/** The other party: licensor → licensee, licensee → licensor. */
export const otherContractSide = (side: ContractSide): ContractSide => (side === 'licensor' ? 'licensee' : 'licensor');

/** The organisation that stands on a side of the contract. */
export const orgOnSide = (contract: ContractParties, side: ContractSide): string =>
  side === 'licensor' ? contract.licensorOrgId : contract.licenseeOrgId;

/**
 * Who inside an organisation does what with a contract. Officers negotiate; only the administrator or an approver binds the
 * organisation by signing; objections are decided by an approver, since the officer started the publicity himself.
 */
export const contractDeedRoles = {
  offer: ['officer', 'approver'],
  counter: ['officer', 'approver'],
  agree: ['officer', 'approver'],
  recall: ['officer', 'approver'],
  revise: ['officer', 'approver'],
  withdraw: ['officer', 'approver'],
  publicise: ['officer'],
  sign: ['owner', 'approver'],
  suspend: ['owner', 'approver'],
  resume: ['owner', 'approver'],
  terminate: ['owner', 'approver'],
  demand: ['owner', 'approver'],
  cure: ['owner', 'approver'],
  buy_out: ['owner', 'approver'],
  end_by_agreement: ['owner', 'approver'],
  extend_trial: ['owner', 'approver'],
  lose_rights: ['owner', 'approver'],
  restore_rights: ['owner', 'approver'],
  first_sale: ['owner', 'officer', 'finance'],
  answer: ['owner', 'approver'],
  handIn: ['officer', 'inventor'],
  takeOver: ['officer', 'approver'],
  sendBack: ['officer', 'approver'],
  convert: ['owner', 'approver'],
  exit: ['owner', 'approver'],
  report: ['officer', 'approver', 'inventor'],
  stateReturn: ['officer', 'approver'],
  answerReturn: ['officer', 'approver'],
  admit: ['approver'],
  decide: ['approver'],
  submit: ['officer', 'inventor'],
  accept: ['officer', 'approver'],
  reject: ['officer', 'approver'],
  dispute: ['officer', 'approver'],
  concede: ['officer', 'approver'],
  contest: ['officer', 'approver'],
  thaw: ['officer', 'approver'],
} as const satisfies Readonly<Record<string, readonly MemberRole[]>>;
export type ContractDeed = keyof typeof contractDeedRoles;

/**
 * Whether a person reads who objected to what his organisation published, how he is reached, the words and the evidence: those who
 * handle or decide it, and nobody else there, of whom the objection may complain.
 */
export const mayReadObjections = (actor: Actor): boolean => hasRole(actor, 'officer', 'approver');

/** True when the actor's roles allow the deed; whether the contract's state allows it is asked of the machine. */
export const mayDo = (actor: Actor, deed: ContractDeed): boolean => hasRole(actor, ...contractDeedRoles[deed]);

/** The same as a gate for the deed's form. */
export const gateOf =
  (deed: ContractDeed): RoleGate =>
  (actor) =>
    mayDo(actor, deed);

const isDeed = (event: string): event is ContractDeed => Object.hasOwn(contractDeedRoles, event);

/** Roles in the contract machine of a side: the party itself, and whether it wrote the current version. */
export const contractRoles = (
  proposedBySide: ContractSide,
  side: ContractSide,
): ('licensor' | 'licensee' | 'proposer' | 'counterparty')[] => [
  side,
  proposedBySide === side ? 'proposer' : 'counterparty',
];

/**
 * The word of a contract's state for one reader: whose answer it waits for depends on who looks. Null for somebody who stands
 * on neither side.
 */
export function contractStateWord(
  { state, proposedBySide }: { readonly state: ContractState; readonly proposedBySide: ContractSide },
  viewer: ContractSide | null,
  sides: SideNames,
): string {
  const turn = state === 'offered' ? otherContractSide(proposedBySide) : state === 'draft' ? proposedBySide : null;
  if (turn === null) return labelOf(contractMachine, state);
  const who = viewer === null ? sides[turn] : viewer === turn ? '我方' : '对方';
  return `待${who}${state === 'offered' ? '确认' : '改好再发'}`;
}

/** What the actor may do with a contract in its present state: the buttons of its page. */
export function contractDeeds(
  actor: Actor,
  contract: ContractParties & { readonly state: ContractState; readonly proposedBySide: ContractSide },
): ContractDeed[] {
  const side = contractSideOf(actor, contract);
  if (side === null) return [];
  return allowed(contractMachine, contract.state, contractRoles(contract.proposedBySide, side)).filter(
    (event): event is ContractDeed => isDeed(event) && mayDo(actor, event),
  );
}

/**
 * True where a contract's state lets a milestone move: while it is performed. A dispute about a claim can be ended whatever became
 * of the contract, since what was due before its end stays due (Civil Code art. 566, 567).
 */
export const letsMilestoneMove = (state: ContractState, event: string): boolean =>
  runningContractStates.includes(state) || event === 'thaw';

/** What the actor may do with a milestone: while the contract is not performed, at most end the dispute about its claim. */
export function milestoneDeeds(
  actor: Actor,
  contract: ContractParties & { readonly state: ContractState },
  milestone: { readonly state: MilestoneState; readonly trigger?: MilestoneTrigger | undefined },
): ContractDeed[] {
  const side = contractSideOf(actor, contract);
  if (side === null) return [];
  // What falls due by itself has no evidence.
  const isDated = milestone.trigger !== undefined && datedTriggers.includes(milestone.trigger);
  return allowed(milestoneMachine, milestone.state, [side]).filter(
    (event): event is ContractDeed =>
      isDeed(event) &&
      letsMilestoneMove(contract.state, event) &&
      mayDo(actor, event) &&
      !(isDated && event === 'submit'),
  );
}
