import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decideBy,
  nationalFieldOf,
  officeDays,
  type RegistrationData,
  registrationNoPattern,
  registrationSums,
} from './contract-registration.ts';
import { registrationPaper } from './registration-paper.ts';

const calendar = { holidays: new Set<string>(), workdays: new Set<string>(), years: new Set([2026]) };

describe('成交额 and 技术交易额 (domain.md §6.3)', () => {
  test('take off equipment bought for the client, and count royalties once they are known', () => {
    const sums = registrationSums({
      milestonesFen: 30_000_000n,
      royaltiesFen: 2_700_000n,
      hasOpenRoyalty: true,
      equipmentFen: 4_000_000n,
    });
    expect(sums).toMatchObject({ dealFen: 32_700_000n, technicalFen: 28_700_000n, isOpen: true });
    expect(sums.steps.map(({ fen }) => fen)).toEqual([30_000_000n, 2_700_000n, 32_700_000n, 4_000_000n, 28_700_000n]);
  });

  test('never state more than the cap of the contract, which the milestones still ahead run into as well', () => {
    const sums = registrationSums({
      milestonesFen: 35_000_055n,
      royaltiesFen: 60_000_000n,
      capFen: 90_000_000n,
      hasOpenRoyalty: false,
      equipmentFen: 0n,
    });
    expect(sums).toMatchObject({ dealFen: 90_000_000n, technicalFen: 90_000_000n, isOpen: false });
    expect(sums.steps.map(({ fen }) => fen)).toEqual([
      35_000_055n,
      60_000_000n,
      5_000_055n,
      90_000_000n,
      0n,
      90_000_000n,
    ]);
  });

  test('nothing that is still open remains once the cap is reached', () => {
    const facts = { milestonesFen: 40n, royaltiesFen: 60n, hasOpenRoyalty: true, equipmentFen: 0n };
    expect(registrationSums({ ...facts, capFen: 100n })).toMatchObject({ dealFen: 100n, isOpen: false });
    expect(registrationSums({ ...facts, capFen: 101n })).toMatchObject({ dealFen: 100n, isOpen: true });
    expect(registrationSums({ ...facts, capFen: null })).toMatchObject({ dealFen: 100n, isOpen: true });
  });

  test('equipment beyond the whole is refused', () => {
    const facts = { milestonesFen: 100n, royaltiesFen: 0n, hasOpenRoyalty: false, equipmentFen: 101n };
    expect(() => registrationSums(facts)).toThrow(expect.objectContaining({ code: 'invalid', field: 'equipment' }));
  });

  test('always 0 ≤ 技术交易额 ≤ 成交额', () => {
    const fen = fc.bigInt(0n, 10n ** 12n);
    fc.assert(
      fc.property(fen, fen, fc.nat(100), (milestonesFen, royaltiesFen, percent) => {
        const equipmentFen = ((milestonesFen + royaltiesFen) * BigInt(percent)) / 100n;
        const { dealFen, technicalFen } = registrationSums({
          milestonesFen,
          royaltiesFen,
          hasOpenRoyalty: false,
          equipmentFen,
        });
        expect(technicalFen >= 0n && technicalFen <= dealFen).toBe(true);
      }),
    );
  });
});

test('the office has 15 working days, 30 from 500 万元', () => {
  expect(decideBy('2026-11-20', 500_0000_00n - 1n, calendar)).toBe('2026-12-11');
  expect(decideBy('2026-11-20', 500_0000_00n, calendar)).toBe('2027-01-01');
});

test('its days stop for a supplement and go on with what was left (domain.md §6.3)', () => {
  const used = officeDays('2026-11-20', '2026-11-27', calendar);
  expect(used).toBe(5);
  expect(decideBy('2026-12-07', 1n, calendar, used)).toBe('2026-12-21');
  expect(decideBy('2026-12-07', 1n, calendar, 40)).toBe('2026-12-07');
});

test('the form says where the parties are, what it serves and what belongs to it; a transfer what it is expected to bring', () => {
  const more = {
    sellerCountry: '中国',
    sellerRegion: '620100',
    serviceFen: '5000000',
    investmentFen: '100000000',
    broker: '丁',
  };
  const transfer = JSON.stringify(paperWith({ ...more, kind: 'patent_transfer' }));
  for (const words of ['中国，行政区划代码 620100', '¥50,000.00', '¥1,000,000.00', '预计年新增产值', '丁'])
    expect(transfer).toContain(words);
  expect(JSON.stringify(paperWith(more))).not.toContain('预计新增投资');
});

test.each([
  ['24.1', '农业'],
  ['18.5', '核应用'],
  ['20.8', '现代交通'],
  ['20.1', '先进制造'],
  ['99.1', null],
])('field %s is %s in the national form', (term, field) => {
  expect(nationalFieldOf(term)).toBe(field);
});

test('a registration number has 16 digits, in older papers 14', () => {
  expect(registrationNoPattern.test('2026620100123456')).toBe(true);
  expect(registrationNoPattern.test('20266201001234')).toBe(true);
  expect(registrationNoPattern.test('202662010012345')).toBe(false);
});

test('the paper shows the steps of the sums and says that royalties are open', () => {
  const text = JSON.stringify(paperWith());
  for (const words of ['技术交易额', '¥1.00', '提成总额未定', 'a'.repeat(64), '发明专利'])
    expect(text).toContain(words);
});

const paperWith = (given: Partial<RegistrationData> = {}) =>
  registrationPaper({
    contract: { no: 'HT-2026-00001', title: '低温膜浓缩' },
    signedOn: '2026-01-01',
    endsOn: '2028-01-01',
    seller: { name: '甲', uscc: '1' },
    buyer: { name: '乙', uscc: '2' },
    data: {
      kind: 'patent_licence',
      field: '农业',
      sellerNature: 'university',
      buyerNature: 'enterprise',
      ipKind: '发明专利',
      source: '',
      industry: 'C14',
      contact: '丙',
      isRelated: false,
      equipmentFen: '0',
      equipmentNote: '',
      ...given,
    },
    sums: registrationSums({ milestonesFen: 100n, royaltiesFen: 0n, hasOpenRoyalty: true, equipmentFen: 0n }),
    payment: '里程碑支付 + 收入提成',
    versionN: 1,
    textSha256: 'a'.repeat(64),
    isSample: true,
  });
