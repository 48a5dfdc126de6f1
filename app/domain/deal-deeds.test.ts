import { expect, test } from 'vitest';
import type { Actor, MemberRole } from './access.ts';
import { dealDeeds, mandateDeeds } from './deal-deeds.ts';

const actor = (orgId: string, ...roles: MemberRole[]): Actor => ({
  userId: 'me',
  sessionId: null,
  name: '',
  platformRoles: [],
  org: { orgId, orgName: '', kind: 'enterprise', regionCode: '', verified: true, isSample: false, roles },
  provedAt: null,
  isBroker: false,
  hasConsented: true,
});
const deal = (state: 'requested' | 'talking' | 'failed') =>
  ({ licensorOrgId: 'university', licenseeOrgId: 'enterprise', origin: 'match', state }) as const;

test('who asked may withdraw, who was asked may answer, and only officers of the two', () => {
  expect(dealDeeds(actor('enterprise', 'officer'), deal('requested'))).toEqual(['withdraw']);
  expect(dealDeeds(actor('university', 'officer'), deal('requested'))).toEqual(['accept', 'decline', 'handOver']);
  expect(dealDeeds(actor('university', 'approver'), deal('requested'))).toEqual([]);
  expect(dealDeeds(actor('other', 'officer'), deal('requested'))).toEqual([]);
});

test('where a university answers a demand, the enterprise is the one who is asked', () => {
  expect(dealDeeds(actor('enterprise', 'officer'), { ...deal('requested'), origin: 'demand' })).toEqual([
    'accept',
    'decline',
    'handOver',
  ]);
});

test('in talks officers examine, propose, end, invite, write and offer; a lawyer writes', () => {
  expect(dealDeeds(actor('enterprise', 'officer'), deal('talking'))).toEqual([
    'examine',
    'propose',
    'fail',
    'invite',
    'message',
    'offer',
  ]);
  expect(dealDeeds(actor('enterprise', 'legal'), deal('talking'))).toEqual(['message']);
});

test('after the end nothing is left to do', () => {
  expect(dealDeeds(actor('enterprise', 'officer', 'legal'), deal('failed'))).toEqual([]);
});

test('a broker answers his invitation while the deal runs, and either side ends a mandate', () => {
  const mandate = {
    state: 'invited',
    brokerUserId: 'me',
    clientOrgId: 'enterprise',
    isIntroduced: false,
    sharerUserId: null,
  } as const;
  expect(mandateDeeds(actor('agency', 'officer'), deal('talking'), mandate)).toEqual(['answer']);
  expect(mandateDeeds(actor('agency', 'officer'), deal('failed'), mandate)).toEqual([]);
  const active = { ...mandate, state: 'active', brokerUserId: 'broker' } as const;
  expect(mandateDeeds(actor('enterprise', 'officer'), deal('talking'), active)).toEqual(['end']);
  expect(mandateDeeds(actor('enterprise', 'finance'), deal('talking'), active)).toEqual([]);
});

test('the mandate of a broker who introduced the two is ended by himself alone', () => {
  const mandate = { state: 'active', clientOrgId: 'enterprise', isIntroduced: true, sharerUserId: null } as const;
  const byBroker = { ...mandate, brokerUserId: 'me' };
  expect(mandateDeeds(actor('enterprise', 'officer'), deal('talking'), { ...mandate, brokerUserId: 'broker' })).toEqual(
    [],
  );
  expect(mandateDeeds(actor('agency', 'officer'), deal('talking'), byBroker)).toEqual(['end']);
});

test('whose commission is to be shared says so himself, while there is still a contract to bring about; the client takes it back', () => {
  const mandate = { state: 'sharing', brokerUserId: 'second', clientOrgId: 'enterprise', isIntroduced: false } as const;
  const shared = { ...mandate, sharerUserId: 'me' };
  expect(mandateDeeds(actor('agency', 'officer'), deal('talking'), shared)).toEqual(['share']);
  expect(mandateDeeds(actor('agency', 'officer'), deal('failed'), shared)).toEqual([]);
  expect(mandateDeeds(actor('enterprise', 'officer'), deal('talking'), { ...mandate, sharerUserId: 'first' })).toEqual([
    'end',
  ]);
});
