import { expect, test } from 'vitest';
import { contractKinds } from './contract-kind.ts';
import { offeredTriggers, usualMilestones } from './usual-milestones.ts';

test('each kind is offered the conditions by which it is usually paid, advice none of production or finance', () => {
  for (const kind of contractKinds) {
    const usual = usualMilestones[kind].map(({ trigger }) => trigger);
    expect(offeredTriggers(kind)).toEqual(expect.arrayContaining(usual));
  }
  for (const kind of ['consulting', 'service'] as const) {
    for (const odd of ['in_production', 'financed', 'sales_reached'] as const)
      expect(offeredTriggers(kind)).not.toContain(odd);
  }
  expect(offeredTriggers('pay_later')).not.toContain('signed');
});
