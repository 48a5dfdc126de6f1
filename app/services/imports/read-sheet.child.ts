import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { type HeadTrouble, rowChecker, type RowGiven } from '#app/domain/check-rows.ts';
import { isImportFailure, maxImportRows } from '#app/domain/import-failure.ts';
import { ReadFailure } from './read-failure.ts';
import { readGiven, type SheetKind } from './read-given.ts';
import { rowLine } from './row-line.ts';
import type { CheckOrder } from './check-sheet.server.ts';

// Runs as a process of its own with a small heap: `node reader.mjs <path> xlsx|text rows|report|store`. What it is to
// check against comes in as JSON. Lines go out: `rows` says what stands in the file, `report` what is wrong, as JSON; `store`
// writes rows in the text format of COPY behind an R.
const [path = '', kind = '', mode = ''] = process.argv.slice(2);
let rows = 0;
let pending = '';

const flush = async (): Promise<void> => {
  const text = pending;
  pending = '';
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
};
const say = (line: string): Promise<void> | void => {
  pending += `${line}\n`;
  if (pending.length > 65_536) return flush();
};
const sayJson = (value: unknown) => say(JSON.stringify(value));

class Stopped extends Error {}

const count = ({ kind }: RowGiven) => {
  if (kind !== 'aside' && (rows += 1) > maxImportRows + 1) throw new ReadFailure('too_many_rows');
};

function takerOf(order: CheckOrder) {
  const checker = rowChecker(order.scope, order);
  const trouble = async (found: HeadTrouble) => {
    if (found.kind === 'failure') throw new ReadFailure(found.failure, found.detail);
    await sayJson({ ask: found.heads });
    throw new Stopped();
  };
  return {
    take: (given: RowGiven) => {
      count(given);
      const found = checker.take(given);
      if (found === null) return;
      if ('kind' in found) return trouble(found);
      if (mode === 'store') return say(rowLine(found));
      const { rowNo, state, isSecret, name, errors, warnings, duplicate } = found;
      return sayJson({ row: { rowNo, state, isSecret, name, errors, warnings, duplicate } });
    },
    end: async (hasHead: boolean) => {
      const found = checker.end(hasHead);
      if (found !== null) await trouble(found);
      await sayJson({ end: rows, notes: checker.notes(), stops: checker.stops() });
    },
  };
}

const plain = {
  take: (given: RowGiven) => {
    count(given);
    if (given.kind === 'aside') return;
    if (given.kind === 'cells') return sayJson([given.rowNo, given.cells]);
    return sayJson([given.rowNo, [], given.kind === 'record' ? given.record : null]);
  },
  end: async () => {
    await sayJson({ end: rows });
  },
};

try {
  const taker = mode === 'rows' ? plain : takerOf((await json(process.stdin)) as CheckOrder);
  const { hasHead } = await readGiven(path, kind as SheetKind, taker.take);
  await taker.end(hasHead);
} catch (error) {
  if (!(error instanceof Stopped)) {
    const known = error instanceof ReadFailure && isImportFailure(error.failure) ? error : new ReadFailure('broken');
    await sayJson({ failure: known.failure, detail: known.detail });
  }
}
await flush();
