import { describe, expect, test } from 'vitest';
import { achievementMachine } from './achievement.ts';
import { contractMachine, type ContractState } from './contract-machine.ts';
import { dealMachine, declineReasonLabels, declineReasons, mandateMachine } from './deal.ts';
import { demandMachine } from './demand.ts';
import { distributionMachine } from './distribution.ts';
import { allowed, labelOf, type Machine, sourcesOf, transitionOf } from './machine.ts';
import { milestoneMachine } from './milestone.ts';
import { organisationMachine } from './organisation.ts';
import { attemptMachine, receiptMachine } from './payment-machine.ts';
import { royaltyStatementMachine } from './royalty-statement.ts';

/** Plays events one after the other; an event the state does not know is a fault. */
function play<State extends string>(m: Machine<State, string>, ...events: string[]): State {
  return events.reduce<State>((state, event) => {
    const next = transitionOf(m, state, event);
    if (!next) throw new Error(`${m.name}: no ${event} in ${state}`);
    return next.to;
  }, m.initial);
}

describe('achievement', () => {
  test('is public only after the unit has reviewed it, secrecy first', () => {
    expect(play(achievementMachine, 'submit', 'return', 'submit', 'clear', 'publish')).toBe('published');
    expect(() => play(achievementMachine, 'submit', 'publish')).toThrow('no publish in unit_review');
    expect(allowed(achievementMachine, 'draft', ['officer', 'approver', 'secrecy'])).toEqual(['submit']);
  });

  test('an inventor cannot publish what he submitted', () => {
    expect(allowed(achievementMachine, 'unit_review', ['inventor', 'officer'])).toEqual(['recall']);
    expect(allowed(achievementMachine, 'office_review', ['inventor', 'officer', 'secrecy'])).not.toContain('publish');
  });

  test('a withdrawn one goes through review again', () => {
    expect(play(achievementMachine, 'import', 'release', 'withdraw', 'reopen')).toBe('draft');
  });

  test('an imported one is not public before somebody let it go', () => {
    expect(play(achievementMachine, 'import')).toBe('unit_review');
    expect(play(achievementMachine, 'import', 'undo')).toBe('withdrawn');
  });
});

describe('demand', () => {
  test('failed talks put it back on the list', () =>
    expect(play(demandMachine, 'publish', 'talk', 'resume')).toBe('published'));
  test('an expired one can be renewed, a solved one is over', () => {
    expect(play(demandMachine, 'publish', 'expire', 'renew')).toBe('published');
    expect(play(demandMachine, 'publish', 'talk', 'solve')).toBe('solved');
    expect(demandMachine.states.solved.final).toBe(true);
  });
});

describe('deal', () => {
  test('only the receiver answers a request, only the requester withdraws it', () => {
    expect(allowed(dealMachine, 'requested', ['receiver'])).toEqual(['accept', 'decline']);
    expect(allowed(dealMachine, 'requested', ['requester'])).toEqual(['withdraw']);
  });

  test('runs from the request to the last payment', () => {
    expect(play(dealMachine, 'accept', 'propose', 'sign', 'complete')).toBe('completed');
    expect(play(dealMachine, 'accept', 'propose', 'resume')).toBe('talking');
  });

  test('a party cannot walk out of a signed contract by closing the deal', () => {
    expect(allowed(dealMachine, 'performing', ['licensor', 'licensee', 'requester', 'receiver'])).toEqual([]);
  });

  test('every reason to decline has its words', () => {
    expect(Object.keys(declineReasonLabels)).toEqual([...declineReasons]);
  });

  test('a broker enters only by accepting', () => {
    expect(allowed(mandateMachine, 'invited', ['client'])).toEqual(['withdraw', 'share']);
    expect(play(mandateMachine, 'share')).toBe('sharing');
    expect(allowed(mandateMachine, 'sharing', ['client', 'broker'])).toEqual(['withdraw']);
    expect(play(mandateMachine, 'accept', 'end')).toBe('ended');
  });
});

describe('contract', () => {
  test('a state-established unit signs after publicity', () => {
    const way = ['offer', 'agree', 'publicise', 'openSigning', 'sign', 'sign', 'conclude', 'perform', 'settle'];
    expect(play(contractMachine, ...way)).toBe('settled');
  });

  test('a private owner goes straight to signing', () => {
    expect(play(contractMachine, 'offer', 'agree', 'openSigning')).toBe('signing');
  });

  test('no person opens signing or concludes: both follow from facts', () => {
    const people = ['licensor', 'licensee', 'proposer', 'counterparty'] as const;
    for (const state of ['agreed', 'publicity', 'signing'] as const) {
      expect(allowed(contractMachine, state, people)).not.toContain('openSigning');
      expect(allowed(contractMachine, state, people)).not.toContain('conclude');
    }
  });

  test('the proposer cannot agree to his own version', () => {
    expect(allowed(contractMachine, 'offered', ['proposer'])).toEqual(['trim', 'recall', 'withdraw']);
  });

  test('a counter-offer stays on offer', () =>
    expect(play(contractMachine, 'offer', 'counter', 'agree')).toBe('agreed'));

  test('nothing signed is ever revised or withdrawn', () => {
    const after: ContractState[] = ['signed', 'performing', 'suspended', 'settled', 'terminated'];
    expect(sourcesOf(contractMachine, 'revise').filter((state) => after.includes(state))).toEqual([]);
    expect(sourcesOf(contractMachine, 'withdraw').filter((state) => after.includes(state))).toEqual([]);
  });
});

describe('milestone', () => {
  test('only acceptance makes money due: by the licensee, by silence, or by its date', () => {
    expect(play(milestoneMachine, 'submit', 'reject', 'submit', 'accept')).toBe('accepted');
    expect(play(milestoneMachine, 'submit', 'deem', 'settle')).toBe('settled');
    expect(play(milestoneMachine, 'fallDue')).toBe('accepted');
    expect(allowed(milestoneMachine, 'submitted', ['licensor'])).toEqual(['dispute']);
    expect(allowed(milestoneMachine, 'submitted', ['licensee'])).toEqual(['accept', 'reject', 'dispute']);
    expect(play(milestoneMachine, 'submit', 'dispute', 'accept')).toBe('accepted');
    expect(play(milestoneMachine, 'submit', 'dispute', 'concede')).toBe('rejected');
  });

  test('a returned payment makes it due again', () =>
    expect(play(milestoneMachine, 'fallDue', 'settle', 'reopen')).toBe('accepted'));
  test('what is due cannot be cancelled', () =>
    expect(sourcesOf(milestoneMachine, 'cancel')).toEqual(['pending', 'submitted', 'rejected', 'disputed']));
});

describe('money', () => {
  test('nobody but the provider moves a card payment', () => {
    for (const state of ['created', 'pending', 'failed', 'expired'] as const) {
      expect(allowed(attemptMachine, state, ['system']).length).toBeGreaterThan(0);
      expect(Object.values(attemptMachine.states[state].on ?? {}).flatMap((t) => t.by)).not.toContain('payer');
    }
  });

  test('news out of order: failed or expired first, paid later', () => {
    expect(play(attemptMachine, 'open', 'fail', 'pay')).toBe('paid');
    expect(play(attemptMachine, 'expire', 'pay')).toBe('paid');
  });

  test('only the payee confirms a transfer', () => {
    expect(allowed(receiptMachine, 'claimed', ['payer'])).toEqual(['withdraw']);
    expect(allowed(receiptMachine, 'claimed', ['payee'])).toEqual(['confirm', 'check', 'reject']);
    expect(labelOf(receiptMachine, 'confirmed')).toBe('已到账');
  });

  test('the officer who proposes a distribution does not approve it', () => {
    expect(distributionMachine.initial).toBe('proposed');
    expect(Object.values(distributionMachine.states.proposed.on ?? {}).flatMap((t) => t.by)).not.toContain('officer');
    expect(play(distributionMachine, 'confirm', 'approve', 'distribute')).toBe('distributed');
  });

  test('a filed statement is answered or superseded, never drafted again', () => {
    expect(play(royaltyStatementMachine, 'file', 'query', 'answer', 'accept', 'settle', 'supersede')).toBe(
      'superseded',
    );
    expect(play(royaltyStatementMachine, 'file', 'settle', 'reopenReview')).toBe('filed');
    expect(play(royaltyStatementMachine, 'file', 'accept', 'settle', 'reopen')).toBe('accepted');
    expect(
      Object.values(royaltyStatementMachine.states)
        .flatMap((s) => Object.values(s.on ?? {}))
        .some((t) => t.to === 'draft'),
    ).toBe(false);
  });
});

test('an organisation is verified by the platform only', () => {
  expect(play(organisationMachine, 'submit', 'return', 'submit', 'verify')).toBe('verified');
  expect(allowed(organisationMachine, 'submitted', ['owner', 'officer'] as const)).toEqual([]);
});
