import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statementPreview } from './statement-preview.ts';

const none = { capFen: null, chargedFen: 0n, earlierFen: 0n, creditFen: 0n };

test('a first report is due as it is, under the cap', () => {
  expect(statementPreview({ beforeCapFen: 3_000_000n }, none)).toMatchObject({
    dueFen: 3_000_000n,
    capRemainingFen: null,
  });
  expect(
    statementPreview({ beforeCapFen: 3_000_000n }, { ...none, capFen: 50_000_000n, chargedFen: 49_000_000n }),
  ).toMatchObject({ dueFen: 1_000_000n, capReached: true, capRemainingFen: 0n });
});

test('a correction is due by its difference, less the credit that is kept', () => {
  const given = { ...none, chargedFen: 3_000_000n, earlierFen: 3_000_000n };
  expect(statementPreview({ beforeCapFen: 3_600_000n }, given)).toMatchObject({
    changeFen: 600_000n,
    dueFen: 600_000n,
  });
  expect(statementPreview({ beforeCapFen: 3_600_000n }, { ...given, creditFen: 100_000n }).dueFen).toBe(500_000n);
  expect(statementPreview({ beforeCapFen: 2_000_000n }, given)).toMatchObject({ dueFen: 0n, creditFen: 1_000_000n });
});

test('never over the cap, and due less credit is what changes', () => {
  const fen = fc.bigInt({ min: 0n, max: 10n ** 10n });
  fc.assert(
    fc.property(fen, fen, fen, fen, (beforeCapFen, earlierFen, chargedFen, more) => {
      const capFen = chargedFen + more;
      const { dueFen, capRemainingFen } = statementPreview(
        { beforeCapFen },
        { capFen, chargedFen, earlierFen, creditFen: 0n },
      );
      expect(chargedFen + dueFen).toBeLessThanOrEqual(capFen);
      expect(capRemainingFen).toBeGreaterThanOrEqual(0n);
    }),
  );
});
