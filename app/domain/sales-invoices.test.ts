import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareInvoices, invoicePlaces, readInvoiceRow, type SalesInvoice } from './sales-invoices.ts';

const heads = ['序号', '数电票号码', '开票日期', '购买方名称', '货物或应税劳务名称', '金额', '税额', '价税合计'];
const places = invoicePlaces(heads);
if ('missing' in places) throw new Error('the heads are known');
const read = (...cells: string[]) => readInvoiceRow(cells, places, 2);
const no = '26622000000012345678';

describe('a line of 销项发票清单', () => {
  test('is read with its tax; a red invoice is negative', () => {
    expect(
      read('1', no, '2027-02-03 10:20:30', '兰州某厂', '*乳制品*浓缩乳', '1,000.00', '130.00', '1,130.00'),
    ).toEqual({
      kind: 'row',
      row: {
        rowNo: 2,
        invoiceNo: no,
        issuedOn: '2027-02-03',
        buyer: '兰州某厂',
        item: '*乳制品*浓缩乳',
        totalFen: 113_000n,
        taxFen: 13_000n,
      },
    });
    expect(read('2', no, '2027/2/4', '', '', '-100', '-13', '')).toMatchObject({ row: { totalFen: -11_300n } });
  });

  test('sums, empty lines and repeated heads are no invoices; what cannot be read is said', () => {
    expect(read('', '合计', '', '', '', '1,000.00', '', '').kind).toBe('skip');
    expect(read('', '', '', '', '', '', '', '').kind).toBe('skip');
    expect(read(...heads).kind).toBe('skip');
    expect(read('1', '12-34', '2027-02-03', '', '', '1', '0', '1')).toMatchObject({ kind: 'fault' });
    expect(read('1', no, '二月', '', '', '1', '0', '1')).toEqual({ kind: 'fault', says: '开票日期读不出来' });
    expect(read('1', no, '2027-02-03', '', '', '多少', '0', '')).toEqual({ kind: 'fault', says: '金额读不出来' });
  });

  test('a table without number, day or sum is named by what it lacks', () => {
    expect(invoicePlaces(['姓名', '金额'])).toEqual({ missing: ['发票号码', '开票日期', '价税合计'] });
    expect(invoicePlaces(['发票号码', '开票日期', '金额', '税额'])).toEqual({
      invoiceNo: 0,
      issuedOn: 1,
      netFen: 2,
      taxFen: 3,
    });
  });
});

const period = { startsOn: '2027-01-01', endsOn: '2027-03-31', grossFen: 100_000n };
const invoice = (given: Partial<SalesInvoice>): SalesInvoice => ({
  rowNo: 1,
  invoiceNo: no,
  issuedOn: '2027-02-03',
  buyer: '',
  item: '',
  totalFen: 113_000n,
  taxFen: 13_000n,
  ...given,
});

describe('against the report', () => {
  test('what was invoiced within the period less what was reported', () => {
    const rows = [invoice({}), invoice({ invoiceNo: `${no}1`, totalFen: -13_000n })];
    expect(compareInvoices(rows, period, new Set())).toMatchObject({
      count: 2,
      withinFen: 100_000n,
      redFen: -13_000n,
      differenceFen: 0n,
    });
  });

  test('an invoice of another quarter counts nowhere, and one listed in two periods is named', () => {
    const late = invoice({ issuedOn: '2027-04-01' });
    const found = compareInvoices([invoice({}), late], period, new Set([no]));
    expect(found).toMatchObject({ withinFen: 113_000n, outside: [late] });
    expect(found.twice).toHaveLength(2);
  });

  test('within and outside are all of the list', () => {
    const days = fc
      .integer({ min: 1, max: 28 })
      .chain((d) => fc.integer({ min: 1, max: 12 }).map((m) => [m, d] as const));
    fc.assert(
      fc.property(
        fc.array(fc.record({ day: days, totalFen: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }) })),
        (rows) => {
          const list = rows.map(({ day: [month, day], totalFen }) =>
            invoice({ issuedOn: `2027-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, totalFen }),
          );
          const { withinFen, outside } = compareInvoices(list, period, new Set());
          const all = list.reduce((sum, { totalFen }) => sum + totalFen, 0n);
          expect(withinFen + outside.reduce((sum, { totalFen }) => sum + totalFen, 0n)).toBe(all);
        },
      ),
    );
  });
});
