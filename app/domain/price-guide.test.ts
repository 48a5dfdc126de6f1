import { expect, test } from 'vitest';
import { patentsEndOn, priceGuide } from './price-guide.ts';

const negotiable = { kind: 'negotiable' } as const;

test('the guide follows the field, and the rate the achievement was listed with', () => {
  expect(priceGuide({ fields: ['24.1'], price: negotiable })).toMatchObject({ lowPpm: 10_000, highPpm: 50_000 });
  expect(priceGuide({ fields: ['17.2'], price: negotiable })).toMatchObject({ lowPpm: 20_000, highPpm: 100_000 });
  const listed = { kind: 'pay_later', milestonesFen: '0', royaltyPpm: 60_000, capFen: null, trialMonths: 6 } as const;
  expect(priceGuide({ fields: ['24.1'], price: listed }).highPpm).toBe(60_000);
});

const right = { type: 'invention', name: '一种方法', number: null, status: 'granted', expiresOn: null };

test('a patent lives for the years of its kind from its filing, or as recorded', () => {
  expect(patentsEndOn([{ ...right, filedOn: '2020-03-01' }])).toBe('2040-02-29');
  expect(patentsEndOn([{ ...right, type: 'utility_model', filedOn: '2020-03-01' }])).toBe('2030-02-28');
  expect(
    patentsEndOn([
      { ...right, expiresOn: '2035-01-01' },
      { ...right, expiresOn: '2033-01-01' },
    ]),
  ).toBe('2035-01-01');
});

test('without patents, or while the end of one is unknown, nothing is said', () => {
  expect(patentsEndOn([])).toBeNull();
  expect(patentsEndOn([right])).toBeNull();
  expect(patentsEndOn([{ ...right, type: 'software', expiresOn: '2030-01-01' }])).toBeNull();
});
