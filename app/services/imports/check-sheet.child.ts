import { json } from 'node:stream/consumers';
import { rowChecker, type RowGiven } from '#app/domain/check-rows.ts';
import type { HeadTrouble } from '#app/domain/sheet-head-finder.ts';
import { ReadFailure } from '../sheets/read-failure.ts';
import { readAsChild, Stopped } from '../sheets/reading-child.ts';
import type { CheckOrder } from './check-sheet.server.ts';
import { rowLine } from './row-line.ts';

// What the rows are to be checked against comes in as JSON. With `report` it says what is wrong with each, as JSON; with `store` it
// says rows in the text format of COPY behind an R.
const mode = process.argv[4] ?? '';

await readAsChild(async ({ say, sayJson }) => {
  const order = (await json(process.stdin)) as CheckOrder;
  const checker = rowChecker(order.scope, order);
  const trouble = async (found: HeadTrouble) => {
    if (found.kind === 'failure') throw new ReadFailure(found.failure, found.detail);
    await sayJson({ columns: checker.columns() });
    await sayJson({ ask: true });
    throw new Stopped();
  };
  return {
    take: (given: RowGiven) => {
      const found = checker.take(given);
      if (found === null) return;
      if ('kind' in found) return trouble(found);
      if (mode === 'store') return say(rowLine(found));
      const { rowNo, state, isSecret, name, errors, warnings, duplicate } = found;
      return sayJson({ row: { rowNo, state, isSecret, name, errors, warnings, duplicate } });
    },
    share: (share) => (mode === 'store' ? sayJson({ share }) : undefined),
    end: async (hasHead, rows) => {
      const found = checker.end(hasHead);
      if (found !== null) await trouble(found);
      await sayJson({ columns: checker.columns() });
      await sayJson({ end: rows, notes: checker.notes(), stops: checker.stops() });
    },
  };
});
