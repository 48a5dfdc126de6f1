import { ReadFailure } from './read-failure.ts';
import { readAsChild } from './reading-child.ts';

// Says what stands in the file, row by row, as JSON.
await readAsChild(({ sayJson }) => ({
  take: (given) => {
    if (given.kind === 'aside') return;
    // Whoever reads a file by this keeps it.
    if (given.kind === 'pictures') throw new ReadFailure('embedded');
    if (given.kind === 'cells') return sayJson([given.rowNo, given.cells]);
    return sayJson([given.rowNo, [], given.kind === 'record' ? given.record : null]);
  },
  end: async (_hasHead, rows) => {
    await sayJson({ end: rows });
  },
}));
