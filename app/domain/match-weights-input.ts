import { z } from 'zod';
import { matchFactors } from './match-fit.ts';
import type { MatchWeights } from './match-weights.ts';
import { weightFaults } from './match-weights.ts';
import { parsePpm } from './money.ts';

const share = z.string({ error: '请填百分数' }).transform((value, context) => {
  const ppm = parsePpm(value);
  if (ppm !== null) return ppm;
  context.addIssue({ code: 'custom', message: '请填百分数，例如 30' });
  return z.NEVER;
});

/** Proposed weights in percent, with why; what is wrong with them stands at its field. */
export const TryWeightsInput = z
  .object({
    field: share,
    trl: share,
    price: share,
    region: share,
    mode: share,
    ip: share,
    freshness: share,
    fitReach: share,
    note: z.string({ error: '请写明为什么改' }).trim().min(4, '请写明为什么改，至少 4 个字').max(200, '最多 200 个字'),
  })
  .transform(({ fitReach, note, ...factors }, context): { weights: MatchWeights; note: string } => {
    const weights: MatchWeights = { factors, fitReach };
    const faults = weightFaults(weights);
    for (const name of [...matchFactors, 'fitReach', 'sum'] as const) {
      const fault = faults[name];
      if (fault !== undefined)
        context.addIssue({ code: 'custom', message: fault, path: [name === 'sum' ? 'field' : name] });
    }
    return { weights, note };
  });

export const ApplyWeightsInput = z.object({ trialId: z.uuid() });
