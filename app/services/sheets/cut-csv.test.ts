import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvFault, csvCutter } from './cut-csv.ts';

type Cut = { readonly records: string[][]; readonly failure: string | null };

function cut(pieces: readonly string[], delimiter = ','): Cut {
  const records: string[][] = [];
  const cutter = csvCutter(delimiter, (cells) => records.push(cells));
  try {
    for (const piece of pieces) cutter.write(piece);
    cutter.end();
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    return { records, failure: error.failure };
  }
  return { records, failure: null };
}

/** A parser of others, made for the same rules. */
function theirs(text: string, delimiter: string): Cut {
  const records: string[][] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch (error) {
    const { code } = error as { code?: string };
    return { records, failure: code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote_open' : 'csv' };
  }
  return { records, failure: null };
}

test('a cell may hold what else ends a cell or a line, and quotes twice', () => {
  expect(cut(['甲,"乙, ""丙"""\r\n"一\n二",\n'])).toEqual({
    records: [
      ['甲', '乙, "丙"'],
      ['一\n二', ''],
    ],
    failure: null,
  });
  expect(cut(['a\tb"c'], '\t')).toEqual({ records: [], failure: 'csv' });
  expect(cut(['a,b\n"c'])).toEqual({ records: [['a', 'b']], failure: 'quote_open' });
});

test('any text, cut anywhere, comes out as from a parser of others: the same records, and a fault after the same ones', () => {
  const sign = fc.constantFrom('甲', 'a', ',', '"', '"', '\n', '\r', ' ', '\t');
  const pieces = fc.array(fc.string({ unit: sign, maxLength: 12 }), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, fc.constantFrom(',', '\t'), (given, delimiter) => {
      expect(cut(given, delimiter)).toEqual(theirs(given.join(''), delimiter));
    }),
    { numRuns: 2_000 },
  );
});
