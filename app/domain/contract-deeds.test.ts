import { expect, test } from 'vitest';
import type { Actor, MemberRole } from './access.ts';
import { sidesOf } from './contract-kind.ts';
import { contractDeeds, contractStateWord, milestoneDeeds } from './contract-deeds.ts';

const parties = { licensorOrgId: 'unit', licenseeOrgId: 'company' };
const actor = (orgId: string, ...roles: MemberRole[]): Actor => ({
  userId: 'u',
  sessionId: null,
  name: '示例',
  platformRoles: [],
  org: { orgId, orgName: '', kind: 'enterprise', regionCode: '620102', verified: true, isSample: true, roles },
  provedAt: null,
  isBroker: false,
  hasConsented: true,
});
const offered = { ...parties, state: 'offered', proposedBySide: 'licensor' } as const;

test('the side that wrote the version cannot agree to it; the other can', () => {
  expect(contractDeeds(actor('unit', 'officer'), offered)).toEqual(['recall', 'withdraw']);
  expect(contractDeeds(actor('company', 'officer'), offered)).toEqual(['agree', 'counter', 'withdraw']);
});

test('an officer negotiates and does not sign; an approver signs', () => {
  const signing = { ...offered, state: 'signing' } as const;
  expect(contractDeeds(actor('company', 'officer'), signing)).toEqual(['revise', 'withdraw']);
  expect(contractDeeds(actor('company', 'approver'), signing)).toContain('sign');
  expect(contractDeeds(actor('company', 'owner'), signing)).toEqual(['sign']);
});

test('a third organisation and a finance member have no button', () => {
  expect(contractDeeds(actor('other', 'officer', 'approver'), offered)).toEqual([]);
  expect(contractDeeds(actor('company', 'finance'), offered)).toEqual([]);
});

test('evidence comes from the licensor, the answer from the licensee, and nothing while suspended', () => {
  const performing = { ...parties, state: 'performing' } as const;
  expect(milestoneDeeds(actor('unit', 'inventor'), performing, { state: 'pending' })).toEqual(['submit']);
  expect(milestoneDeeds(actor('company', 'approver'), performing, { state: 'submitted' })).toEqual([
    'accept',
    'reject',
    'dispute',
  ]);
  expect(milestoneDeeds(actor('unit', 'officer'), performing, { state: 'submitted' })).toEqual(['dispute']);
  expect(milestoneDeeds(actor('unit', 'inventor'), performing, { state: 'submitted' })).toEqual([]);
  const suspended = { ...parties, state: 'suspended' } as const;
  expect(milestoneDeeds(actor('company', 'approver'), suspended, { state: 'submitted' })).toEqual([]);
});

test('whose answer is awaited depends on who looks', () => {
  expect(contractStateWord(offered, 'licensor', sidesOf('licence'))).toBe('待对方确认');
  expect(contractStateWord(offered, 'licensee', sidesOf('licence'))).toBe('待我方确认');
  expect(contractStateWord(offered, null, sidesOf('licence'))).toBe('待被许可方确认');
  expect(contractStateWord(offered, null, sidesOf('transfer'))).toBe('待受让人确认');
  expect(contractStateWord({ state: 'draft', proposedBySide: 'licensor' }, 'licensee', sidesOf('licence'))).toBe(
    '待对方改好再发',
  );
  expect(contractStateWord({ state: 'performing', proposedBySide: 'licensor' }, 'licensee', sidesOf('licence'))).toBe(
    '履约中',
  );
});

test('who binds the organisation suspends and terminates; an officer does not', () => {
  const performing = { ...offered, state: 'performing' } as const;
  expect(contractDeeds(actor('company', 'owner'), performing)).toEqual(['suspend', 'demand', 'terminate']);
  expect(contractDeeds(actor('unit', 'approver'), { ...offered, state: 'suspended' })).toEqual(['resume', 'terminate']);
  expect(contractDeeds(actor('company', 'officer'), performing)).toEqual([]);
  expect(contractDeeds(actor('company', 'owner'), { ...offered, state: 'settled' })).toEqual([]);
});

test('what falls due by itself is handed in by nobody', () => {
  const performing = { ...parties, state: 'performing' as const };
  expect(milestoneDeeds(actor('unit', 'officer'), performing, { state: 'pending', trigger: 'on_date' })).toEqual([]);
  expect(milestoneDeeds(actor('unit', 'officer'), performing, { state: 'pending', trigger: 'in_production' })).toEqual([
    'submit',
  ]);
});
