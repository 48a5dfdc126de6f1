import { z } from 'zod';

const fen = (says: string) => z.string().describe(`${says} Unit: fen (1/100 yuan), as a decimal string.`);
const day = (says: string) => z.string().meta({ format: 'date', description: `${says} (day in Asia/Shanghai)` });

const StepLine = z.strictObject({
  rule: z.string().describe('What the step does; --rules tells the rules themselves.'),
  name: z.string().optional().describe('What it is about: a product, a deduction, a contract year.'),
  ofFen: fen('What the rate or the comparison was applied to.').optional(),
  ratePpm: z.int().optional().describe('Unit: ppm, 1000000 = 100 %.'),
  days: z.int().optional().describe('Unit: calendar days.'),
  amountFen: fen('What it adds; what it takes off is negative.'),
  says: z.string().describe('The step as a sentence, in Chinese.'),
});

/** One obligation as the auditors' tool prints it, a JSON line each. */
export const ObligationLine = z.strictObject({
  key: z.string().describe('The subject, and for later lines of it a number: royalty:2027Q1, royalty:2027Q1#2.'),
  subject: z.string().describe('What it is paid for: milestone:1, royalty:2027Q1, minimum:2, buy_out, interest:<key>.'),
  kind: z
    .enum(['milestone', 'royalty', 'minimum', 'buy_out', 'adjustment', 'credit', 'interest'])
    .describe(
      'adjustment: a sum that stood became more; credit: it became less, amountFen is negative and is set off; interest: default interest on a claim paid late.',
    ),
  reason: z
    .enum(['true_up', 'restatement', 'consequence'])
    .nullable()
    .describe(
      'Why a sum that stood changed: an estimate made final, a corrected report, or another report that moved tiers, minimum or cap.',
    ),
  milestone: z.int().nullable().describe('Its position in the terms, from 1.'),
  period: z.string().nullable().describe('Calendar period of the royalty, as in the facts.'),
  contractYear: z.int().nullable(),
  arisesOn: day('The day on which it followed from the facts; of interest the first day that counts'),
  dueOn: day(
    'Last day to pay in time; of interest the last day counted; null for a credit, while disputed and while the agreed invoice is missing',
  ).nullable(),
  amountFen: fen('What it comes to; negative only for a credit.'),
  isFrozen: z.boolean().describe('Disputed: its days stand still.'),
  pauses: z
    .array(z.strictObject({ fromOn: day('First day'), toOn: day('Last day') }))
    .optional()
    .describe('Days of disputes that do not count as late.'),
  clause: z
    .strictObject({
      article: z.int().describe('Article of the contract text.'),
      title: z.string(),
      path: z.string().describe('The field of the terms.'),
      law: z.string(),
    })
    .describe('Where it comes from.'),
  receivedFen: fen('What receipts paid of it.'),
  creditedFen: fen('What credits set off of it; of a credit, how much of it was used.'),
  waivedFen: fen('Of default interest, what its payee waived.').optional(),
  openFen: fen('What is left.'),
  isRunning: z.boolean().describe('Interest that still grows with the days; every other sum stands.'),
  steps: z.array(StepLine).describe('The working: the amounts after the step `base` sum to amountFen.'),
  flags: z.array(z.string()).describe('What is odd about the statement of its period.'),
});

/** One missing, late or odd statement, with --flags. */
export const FlagLine = z.strictObject({
  kind: z.literal('flag'),
  flag: z.string().describe('What is odd.'),
  period: z.string().nullable(),
  days: z.int().describe('How late. Unit: calendar days.'),
  stage: z.string().nullable().describe('How far the reminders are.'),
  says: z.string().describe('The same as a sentence, in Chinese.'),
});
