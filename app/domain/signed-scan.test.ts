import { describe, expect, test } from 'vitest';
import { letterFault } from './authority-letter.ts';
import { confirmedSides, scanPagesWarning, scanText, standingFiles } from './signed-scan.ts';

const file = (id: string) => ({ id, sha256: id.repeat(4) });

describe('the files of a scan', () => {
  test('stand after the last refusal', () => {
    const refused = { side: 'licensee', outcome: 'refused', scanSha256: '', lastScanId: 'b' } as const;
    expect(standingFiles([file('a'), file('b'), file('c')], [refused])).toEqual([file('c')]);
    expect(standingFiles([file('a')], [])).toEqual([file('a')]);
  });

  test('are named together: another order or a file more is another text', () => {
    expect(scanText([file('a'), file('b')])).not.toBe(scanText([file('b'), file('a')]));
    expect(scanText([file('a')])).not.toBe(scanText([file('a'), file('b')]));
  });

  test('count as confirmed only by who confirmed exactly these', () => {
    const answer = { side: 'licensor', outcome: 'confirmed', scanSha256: 'x', lastScanId: 'a' } as const;
    expect(confirmedSides('x', [answer])).toEqual(['licensor']);
    expect(confirmedSides('y', [answer])).toEqual([]);
    expect(confirmedSides('x', [{ ...answer, outcome: 'refused' }])).toEqual([]);
  });
});

describe('a letter of attorney', () => {
  const letter = {
    holderName: '受托人',
    contractId: null,
    limitFen: 100n,
    startsOn: '2026-01-01',
    endsOn: '2026-06-30',
    revokedAt: null,
  };
  const need = { contractId: 'c', sumFen: 100n, on: '2026-06-30' };

  test('covers its first and last day and its limit, both included', () => {
    expect(letterFault(letter, need)).toBeNull();
    expect(letterFault(letter, { ...need, on: '2026-01-01' })).toBeNull();
  });

  test.each([
    ['not_yet', letter, { ...need, on: '2025-12-31' }],
    ['over', letter, { ...need, on: '2026-07-01' }],
    ['over_limit', letter, { ...need, sumFen: 101n }],
    // A royalty without a cap has no upper end.
    ['over_limit', letter, { ...need, sumFen: null }],
    ['other_contract', { ...letter, contractId: 'd' }, need],
    ['revoked', { ...letter, revokedAt: new Date(0) }, need],
  ] as const)('says %s', (fault, given, asked) => {
    expect(letterFault(given, asked)).toBe(fault);
  });
});

test('the pages of a scan are held against those of its text: a warning, where they differ or cannot be counted', () => {
  const of = (...pages: (number | null)[]) => scanPagesWarning(pages.map((n) => ({ pages: n, textPages: 9 })));
  expect(of(1)).toContain('扫描件 1 页，冻结文本 9 页：看来缺页');
  expect(of(9)).toBeNull();
  expect(of(4, 5)).toBeNull();
  expect(of(9, 1)).toContain('扫描件 10 页，冻结文本 9 页：多出来');
  expect(of(8, null)).toContain('1 个文件数不出页数，其余共 8 页');
  // Nothing of it was counted.
  expect(scanPagesWarning([{ pages: null, textPages: null }])).toBeNull();
  expect(
    scanPagesWarning([
      { pages: 8, textPages: 9 },
      { pages: null, textPages: null },
    ]),
  ).toContain('冻结文本 9 页');
});
