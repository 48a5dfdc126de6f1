import { expect, test } from 'vitest';
import { dayOf } from './days.ts';
import { confirmDueOn, confirmEveryDays, dueSinceOn, listingDeeds, remindOn } from './listing.ts';

test('a listing is due from the day of its reminder on: one rule for the todo and for the message', () => {
  const confirmedOn = '2026-11-21';
  const reminded = remindOn(confirmedOn);
  expect(reminded).toBe('2027-02-05');
  expect(confirmDueOn(confirmedOn)).toBe('2027-02-19');
  expect(dueSinceOn(reminded)).toBe(confirmedOn);
  expect(dueSinceOn(dayOf(new Date('2027-02-04T12:00:00+08:00'))) < confirmedOn).toBe(true);
  expect(confirmEveryDays).toBe(90);
});

test('while an objection is open neither is it confirmed nor a trade announced', () => {
  expect(listingDeeds('listed')).toEqual({ confirm: true, trade: true });
  expect(listingDeeds('stale')).toEqual({ confirm: true, trade: true });
  expect(listingDeeds('disputed')).toEqual({ confirm: false, trade: false });
  expect(listingDeeds('withdrawn')).toEqual({ confirm: false, trade: false });
});
