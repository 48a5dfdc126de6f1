import { expect, test } from 'vitest';
import { achievementSchema } from './achievement-schema.ts';

const facts = {
  origin: 'https://example.com',
  no: 'CG-2026-00001',
  name: '两级絮凝',
  abstract: '字'.repeat(900),
  keywords: ['淀粉'],
  org: { name: '示例大学', uscc: '12620000438000000X' },
  publishedAt: new Date('2026-11-01T02:00:00Z'),
  confirmedOn: '2026-11-10',
  price: { priceKind: 'negotiable', priceMinFen: null, priceMaxFen: null, royaltyPpm: null },
  isSold: false,
  patents: ['ZL202319900001.8'],
} as const;

test('says what the page says: whose, since when, which patents; no price where none is named', () => {
  const schema = achievementSchema(facts);
  expect(schema).toMatchObject({
    '@type': 'CreativeWork',
    url: 'https://example.com/achievements/CG-2026-00001',
    identifier: ['CG-2026-00001', 'ZL202319900001.8'],
    creator: { name: '示例大学', url: 'https://example.com/units/12620000438000000X' },
    dateModified: '2026-11-10',
  });
  expect(schema.abstract).toHaveLength(500);
  expect(schema).not.toHaveProperty('offers');
});

test('a price is an offer in yuan, a range one with two ends', () => {
  const priced = (priceKind: string, priceMinFen: string, priceMaxFen: string) =>
    achievementSchema({ ...facts, price: { priceKind, priceMinFen, priceMaxFen, royaltyPpm: null } }).offers;
  expect(priced('fixed', '58000005', '58000005')).toMatchObject({ price: '580000.05', priceCurrency: 'CNY' });
  expect(priced('range', '100', '250')).toMatchObject({ priceSpecification: { minPrice: '1.00', maxPrice: '2.50' } });
  expect(priced('pay_later', '0', '1')).toBeUndefined();
});
