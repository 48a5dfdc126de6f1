import { expect, test } from 'vitest';
import { paperReach, wordsReach } from './detail-reach.ts';

const readers = {
  everybody: { isSignedIn: false, readsDetail: false },
  account: { isSignedIn: true, readsDetail: false },
  member: { isSignedIn: true, readsDetail: true },
};

test('papers and what a judgement rests on are as open as the text they tell of', () => {
  const of = (publication: 'full' | 'abstract' | 'nda' | 'none' | undefined) =>
    Object.values(readers).map((reader) => [paperReach({ publication }, reader), wordsReach({ publication }, reader)]);
  expect(of('full')).toEqual([
    ['sign_in', 'open'],
    ['open', 'open'],
    ['open', 'open'],
  ]);
  for (const publication of ['abstract', undefined] as const) {
    expect(of(publication)).toEqual([
      ['member', 'member'],
      ['member', 'member'],
      ['open', 'open'],
    ]);
  }
  for (const publication of ['nda', 'none'] as const) {
    for (const reach of of(publication)) expect(reach).toEqual(['closed', 'closed']);
  }
});
