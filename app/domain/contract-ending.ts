import type { DeclarationGround } from './contract-declaration.ts';
import { contractMachine, type ContractState } from './contract-machine.ts';
import type { PayLaterTerms } from './contract.ts';
import { type Day, dayOf } from './days.ts';
import { labelOf } from './machine.ts';
import { termOf } from './schedule.ts';

/** That a signed contract is over: nothing more can fall due under it. */
export interface ContractEnding {
  readonly state: 'terminated' | 'settled' | 'closed';
  /** 已解除, 已结清, 已期满. */
  readonly word: string;
  readonly on: Day;
  /** Of a termination. */
  readonly ground: DeclarationGround | null;
}

interface EndingFacts {
  readonly state: ContractState;
  readonly signedAt: Date | null;
  readonly updatedAt: Date;
  readonly declarations: readonly {
    readonly event: string;
    readonly ground: DeclarationGround;
    readonly declaredAt: Date;
    readonly effectiveOn?: Day | null;
  }[];
}

/**
 * How and when a signed contract ended, null while it runs or was never signed. A termination counts from its declaration
 * (Civil Code art. 565), or from the day that this names: of a silence its last day, however late it was recorded. A term from its last day, a settlement from the day of its last receipt.
 */
export function contractEnding(facts: EndingFacts, terms: PayLaterTerms): ContractEnding | null {
  const { state, signedAt } = facts;
  if (signedAt === null) return null;
  const word = labelOf(contractMachine, state);
  if (state === 'terminated') {
    const declared = facts.declarations.find((row) => row.event === 'terminate');
    const saidOn = dayOf(declared?.declaredAt ?? facts.updatedAt);
    return { state, word, on: declared?.effectiveOn ?? saidOn, ground: declared?.ground ?? null };
  }
  if (state === 'closed') return { state, word, on: termOf(terms, { signedOn: dayOf(signedAt) }).endOn, ground: null };
  return state === 'settled' ? { state, word, on: dayOf(facts.updatedAt), ground: null } : null;
}
