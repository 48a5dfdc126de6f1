import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareInvoices,
  invoicePlaces,
  invoiceStandingOf,
  readInvoiceRow,
  type SalesInvoice,
} from './sales-invoices.ts';

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
        standing: 'counts',
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

  test('how an invoice stands is read as tax software writes it; a red one without its sign is below zero', () => {
    const read = (status: string, voided = '') => invoiceStandingOf(status, voided);
    expect(['作废', '已作废', '空白作废'].map((text) => read(text))).toEqual(['void', 'void', 'void']);
    expect(read('正常', '是')).toBe('void');
    expect(['已红冲-全额', '全额红冲', '已冲红'].map((text) => read(text))).toEqual(Array(3).fill('taken_back'));
    expect(['', '正常', '未作废', '已红冲-部分', '未红冲', '红字'].map((text) => read(text))).toEqual(
      Array(6).fill('counts'),
    );
    expect(read('正常', '否')).toBe('counts');
    const named = invoicePlaces(['发票号码', '开票日期', '税额', '价税合计', '发票状态', '是否正数发票']);
    if ('missing' in named) throw new Error('the heads are known');
    const line = (...cells: string[]) => readInvoiceRow([no, '2027-02-03', ...cells], named, 2);
    expect(line('13', '113', '作废', '是')).toMatchObject({ row: { standing: 'void', totalFen: 11_300n } });
    expect(line('13', '113', '正常', '否')).toMatchObject({
      row: { standing: 'counts', totalFen: -11_300n, taxFen: -1_300n },
    });
    expect(line('-13', '-113', '已红冲-全额', '否')).toMatchObject({ row: { standing: 'counts', totalFen: -11_300n } });
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
  standing: 'counts',
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

  test('what was made void or taken back whole is no sale; what was taken back in part stands with its red one', () => {
    const rows = [
      invoice({ rowNo: 1 }),
      invoice({ rowNo: 2, invoiceNo: `${no}1`, standing: 'void', totalFen: 50_000n }),
      invoice({ rowNo: 3, invoiceNo: `${no}2`, standing: 'taken_back', totalFen: 20_000n, buyer: '甲' }),
      invoice({ rowNo: 4, invoiceNo: `${no}3`, totalFen: -20_000n, buyer: '甲' }),
      invoice({ rowNo: 5, invoiceNo: `${no}4`, totalFen: -3_000n, buyer: '乙' }),
    ];
    const found = compareInvoices(rows, period, new Set([`${no}1`]));
    expect(found).toMatchObject({ withinFen: 110_000n, redFen: -3_000n, differenceFen: 10_000n, twice: [] });
    expect(found.voided.map(({ rowNo }) => rowNo)).toEqual([2, 3, 4]);
    // One red line takes back one blue line.
    const two = [rows[2]!, { ...rows[2]!, rowNo: 6 }, rows[3]!, { ...rows[3]!, rowNo: 7 }, { ...rows[3]!, rowNo: 8 }];
    expect(compareInvoices(two, period, new Set())).toMatchObject({ withinFen: -20_000n });
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
