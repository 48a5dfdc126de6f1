import { z } from 'zod';
import type { ContractFact } from './compute-facts.ts';
import { FlagLine, ObligationLine } from './compute-output.ts';
import {
  invoicings,
  longestTrialMonths,
  milestoneTriggers,
  newTerms,
  type PayLaterTerms,
  restDayRules,
  royaltyBases,
  royaltyPeriodKinds,
  royaltyStarts,
  tierSpans,
  tierWays,
  usualDecisionDays,
} from './contract.ts';
import { isDay } from './days.ts';
import type { LastDayRule } from './rest-days.ts';

const usual = newTerms.royalty!;
const { royaltyAwaits: _, ...silentTerms } = newTerms;
const day = (says: string) =>
  z
    .string()
    .refine(isDay, 'expected a calendar day, YYYY-MM-DD')
    // A term of 50 years after it is still a calendar day.
    .refine((text) => text <= '9899-12-31', 'expected a day before the year 9900')
    .refine((text) => text >= '1900-01-01', 'expected a day from the year 1900 on')
    .meta({ format: 'date', description: `${says} (day in Asia/Shanghai)` });
const fenText = z.string().regex(/^(0|-?[1-9]\d{0,17})$/, 'expected fen as a decimal string, for example "120000000"');
const anyFen = (says: string) =>
  z
    .union([fenText, z.int()], { error: 'expected whole fen, as a decimal string ("120000000") or a whole number' })
    .transform((value) => BigInt(value))
    .meta({ description: `${says} Unit: fen (1/100 yuan), as a decimal string or a whole number.` });
const fen = (says: string) => anyFen(says).refine((value) => value >= 0n, 'expected no negative amount');
const aboveZero = (says: string) => anyFen(says).refine((value) => value > 0n, 'expected an amount above zero');
const ppm = (says: string) =>
  z
    .int({ error: ({ code }) => (code === 'invalid_type' ? 'expected whole ppm: 3 % = 30000' : undefined) })
    .min(0)
    .max(1_000_000)
    .describe(`${says} Unit: ppm, 1000000 = 100 %.`);
const days = (says: string) => z.int().min(0).max(3650).describe(`${says} Unit: calendar days.`);

const MilestoneInput = z.strictObject({
  name: z.string().default('').describe('Name of the milestone.'),
  trigger: z
    .enum(milestoneTriggers)
    .default('tech_validated')
    .describe(
      'The condition; on_date, signed and sales_reached need no acceptance, and on_date before signing arises on signing.',
    ),
  triggerFen: fen(
    "Cumulative gross sales, the licensee's own (and, where sublicencePpm is null, his sub-licensees'), by reports that are no estimates; reports that take them below it take it back as a credit. Only with sales_reached.",
  )
    .nullable()
    .prefault(null),
  triggerOn: day('The day that triggers it; only with on_date').nullable().prefault(null),
  criteria: z.string().default(''),
  evidence: z.string().default(''),
  amountFen: aboveZero('What it costs.'),
  payWithinDays: days('To pay, from acceptance.').default(30),
  acceptWithinDays: days('Silence this long after the evidence was handed in is acceptance.').default(15),
});

const TierInput = z.strictObject({
  fromFen: fen('Where the tier begins: 0, then what toFen of the tier before says.'),
  toFen: fen(
    'Where it ends, this sum included; the next tier begins with the same number. Null for the last one.',
  ).nullable(),
  ratePpm: ppm('Rate of the tier.'),
});

const ScheduleInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flat'), ratePpm: ppm('The one rate.') }),
  z.strictObject({
    kind: z.literal('by_year'),
    ratesPpm: z
      .array(ppm('Rate.'))
      .min(1)
      .describe('One rate for each contract year, rising or falling; the last goes on.'),
  }),
  z.strictObject({
    kind: z.literal('tiered'),
    tiers: z.array(TierInput).min(1).describe('From zero upwards, without holes; the last one is open.'),
    way: z
      .enum(tierWays)
      .default('marginal')
      .describe(
        'marginal: each slice has its own rate; whole: all of it has the rate reached, so that what the tiers counted before is rated anew and a later period may end in a credit.',
      ),
    span: z
      .enum(tierSpans)
      .default('period')
      .describe('What the tiers count: one period, the contract year, the contract.'),
  }),
]);

const RoyaltyInput = z.strictObject({
  base: z.enum(royaltyBases).default(usual.base).describe('What the royalty is a share of (Civil Code art. 846).'),
  schedule: ScheduleInput.prefault({ kind: 'flat', ratePpm: 30_000 }),
  period: z.enum(royaltyPeriodKinds).default(usual.period).describe('Calendar period of a statement.'),
  startsOn: day('No royalty before this day; null: the day after the trial').nullable().prefault(null),
  startEvent: z
    .enum(royaltyStarts)
    .default('trial_end')
    .describe(
      'What must have happened before royalties run. trial_end: the day after the trial, which a choice to convert ends on its own day.',
    ),
  startMilestone: z.int().min(1).nullable().prefault(null).describe('With startEvent milestone: its position, from 1.'),
  deductions: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        capPpm: ppm('Most that it takes off, as a share of the gross.').nullable().prefault(null),
      }),
    )
    .prefault([...usual.deductions])
    .describe('What may be taken off the gross.'),
  deductionsWithin: z
    .enum(['gross'])
    .optional()
    .describe(
      'gross: all deductions together take off no more than the gross. Left out, as in contracts signed without that clause: what exceeds it is a credit.',
    ),
  baselineFen: fen('Output or profit of a whole period without the technology.').nullable().prefault(null),
  sublicencePpm: ppm("Share of what sub-licensees pay; null: their sales count like the licensee's own.")
    .nullable()
    .prefault(null),
  minimumFen: fen(
    'Least sum for one period, owed when the report is filed or overdue. A first period that begins late owes all of it; one that an early end cuts owes its days.',
  )
    .nullable()
    .prefault(null),
  minimumCut: z
    .enum(['early_end'])
    .optional()
    .describe('The contract text says how an early end cuts minimumFen; it is cut so in any case.'),
  yearlyMinimumFen: fen(
    'Least sum for a contract year, topped up on the day on which the last period that begins in it is reported, at the latest on the last day to report that period; royalty.payWithinDays run from that day. A year that royalties do not fill owes its days.',
  )
    .nullable()
    .prefault(null),
  minimumFromYear: z.int().min(1).default(2).describe('First contract year with a yearly minimum.'),
  buyOut: z
    .strictObject({
      priceFen: aboveZero(
        'Price that ends the royalties, not the milestones. Due royalty.payWithinDays after the buy-out.',
      ),
      creditsRoyalties: z
        .boolean()
        .default(false)
        .describe('Royalties of the time before the buy-out count towards the price, whenever they are reported.'),
    })
    .nullable()
    .prefault(null),
  capFen: fen('Most that the contract costs, milestones and royalties together.').nullable().prefault(null),
  later: z
    .array(
      z.strictObject({
        fromOn: day('First day of a calendar period, later than that of the rates before it'),
        schedule: ScheduleInput,
        minimumFen: fen('Least sum for one period from then on; 0: none any more; absent: as before.').optional(),
        yearlyMinimumFen: fen(
          'Least sum for each contract year that begins on that day or later; 0: none any more; absent: as before.',
        ).optional(),
      }),
    )
    .optional()
    .describe(
      'Other rates from a period on, as changes of the contract agreed them, the earliest first. A period is charged by what counts on its first day, for ever: a restatement of an earlier one too. Tiers over the year or the contract go on counting what was sold before; the new ones apply to the slice that falls in the periods from fromOn on.',
    ),
  reportWithinDays: days('To report, from the end of the period.').default(usual.reportWithinDays),
  payWithinDays: days('To pay, from the report.').default(usual.payWithinDays),
});

/** Terms as the auditors' tool reads them: the part of a contract that computes. What is left out takes its usual value. */
export const ComputeTermsInput = z
  .looseObject({
    schemaVersion: z.literal(1).default(1),
    startsOn: day('First day of the term; null: the day of signing').nullable().prefault(null),
    termYears: z.int().min(1).max(50).default(newTerms.termYears).describe('Length of the term. Unit: years.'),
    trial: z
      .strictObject({
        months: z
          .int()
          .min(0)
          .max(longestTrialMonths)
          .default(newTerms.trial.months)
          .describe('Free trial. Unit: months; 0: none.'),
        extensionMonths: z
          .int()
          .min(0)
          .max(longestTrialMonths)
          .default(newTerms.trial.extensionMonths)
          .describe('One extension. Unit: months.'),
        decideWithinDays: days('To convert, extend or exit after the trial; silence is exit.').default(
          usualDecisionDays,
        ),
        evaluation: z
          .strictObject({ metrics: z.array(z.string()), method: z.string(), evaluator: z.string() })
          .optional()
          .describe('By what the trial is judged: words of the contract, nothing is computed from them.'),
        purpose: z.string().optional().describe('What it may be used for: words.'),
        volume: z.string().optional().describe('How much may be made in it: words.'),
      })
      .transform(({ months, extensionMonths, decideWithinDays }) => ({ months, extensionMonths, decideWithinDays }))
      .prefault({})
      .describe(
        'With a list in terms.deliverables it begins with the fact "delivered" and no silence ends it before; without one it begins with the term.',
      ),
    deliverables: z
      .array(z.string())
      .prefault([])
      .describe(
        'What is delivered. Not empty: the trial awaits the fact "delivered"; without a trial the royalties do, where royaltyAwaits says so.',
      ),
    royaltyAwaits: z
      .enum(['delivery'])
      .optional()
      .describe(
        'delivery: without a trial royalties and least sums run from the fact "delivered" where deliverables lists something, and not before. Left out, as in contracts written before that rule: from the start of the term.',
      ),
    milestones: z.array(MilestoneInput).prefault([]),
    royalty: RoyaltyInput.nullable().prefault(null).describe('Null: no royalty is agreed.'),
    latePenaltyPpmPerDay: ppm('Default interest of the overdue sum for each day.').default(
      newTerms.latePenaltyPpmPerDay,
    ),
    latePenaltyCapPpm: ppm(
      'Most default interest, of the highest sum of the claim that was overdue, also when part of it was paid since.',
    ).default(newTerms.latePenaltyCapPpm),
    invoicing: z
      .enum(invoicings)
      .default('payment_first')
      .describe('invoice_first: the days to pay run from the invoice.'),
    restDays: z
      .enum(restDayRules)
      .default('keep')
      .describe(
        'move: the last day to pay, report or answer evidence moves from a statutory rest day to the next working day; keep: it stays.',
      ),
    calendarDays: z
      .array(
        z.strictObject({
          day: day('A day of the notice'),
          isWorking: z.boolean().describe('false: a day off; true: a weekend day that is worked.'),
        }),
      )
      .optional()
      .describe(
        'Days by a yearly holiday notice that this tool does not know, with restDays move: no term of the contract, they go before its own list.',
      ),
    toldReports: z
      .array(z.strictObject({ period: z.string().min(4), dueOn: day('Last day to report it, as it was told') }))
      .optional()
      .describe(
        'Last days of reports as the licensee was told them before such a notice, with restDays move: no term of the contract, a notice moves them on but never back.',
      ),
  })
  .transform(
    ({
      startsOn,
      termYears,
      trial,
      deliverables,
      royaltyAwaits,
      milestones,
      royalty,
      latePenaltyPpmPerDay,
      latePenaltyCapPpm,
      invoicing,
      restDays,
      calendarDays,
      toldReports,
    }): PayLaterTerms & LastDayRule => ({
      ...silentTerms,
      startsOn,
      termYears,
      trial,
      deliverables,
      ...(royaltyAwaits && { royaltyAwaits }),
      milestones,
      royalty,
      latePenaltyPpmPerDay,
      latePenaltyCapPpm,
      invoicing,
      restDays,
      ...(calendarDays && { calendarDays }),
      ...(toldReports && { toldReports }),
    }),
  );
export type ComputeTermsInput = z.output<typeof ComputeTermsInput>;

/** Fields of a contract of any kind that say nothing about money; they may stand in the file. */
export const wordsOfTerms = [
  'kind',
  'subKind',
  'rights',
  'security',
  'ownClauses',
  'copies',
  'payee',
  'deliverWithinDays',
  'guidanceDays',
  'products',
  'stock',
  'audit',
  'results',
  'risk',
  'licenceKind',
  'territory',
  'fieldOfUse',
  'improvements',
  'confidentialityYears',
  'dispute',
];

const dated = {
  on: day('When it happened or was handed in'),
  id: z
    .string()
    .min(1)
    .optional()
    .describe('Tells equal facts apart. A fact told twice in the same words counts once.'),
};
const milestone = z.int().min(1).describe('Position in terms.milestones, from 1.');
const claim = z
  .string()
  .min(1)
  .describe('Key of an obligation as this tool prints it, for example "milestone:1" or "royalty:2027Q1".');

const sales = {
  period: z
    .string()
    .regex(/^\d{4}(Q[1-4]|H[12]|M(0[1-9]|1[0-2]))?$/, 'expected a period such as 2027Q1, 2027H1, 2027M03 or 2027')
    .describe('2027Q1, 2027H1, 2027M03 or 2027, as terms.royalty.period says.'),
  lines: z
    .array(
      z.strictObject({
        product: z.string().default(''),
        grossFen: anyFen(
          'Invoiced gross; negative for returns. Of a sub-licensee with a share of its own: what he paid.',
        ),
        by: z.enum(['licensee', 'sublicensee']).default('licensee').describe('Who sold.'),
      }),
    )
    .prefault([])
    .describe('Sales by product.'),
  grossFen: anyFen('Short for one line without a product.').optional(),
  nil: z.boolean().default(false).describe('True for a report without sales, which is required too.'),
  deductions: z
    .array(z.strictObject({ name: z.string().min(1), amountFen: fen('What was really spent.') }))
    .prefault([])
    .describe('By the names in terms.royalty.deductions.'),
};

const fact = <Kind extends ContractFact['kind'], Shape extends z.core.$ZodLooseShape>(
  kind: Kind,
  says: string,
  shape: Shape,
) => z.strictObject({ kind: z.literal(kind), ...dated, ...shape }).describe(says);

/** One dated fact of a contract, as a line of the facts file has it. */
export const ComputeFactInput = z
  .discriminatedUnion('kind', [
    fact('signed', 'Both parties have signed: the day of the last signature or seal. Exactly one.', {
      concludedOn: day(
        'On paper: the later day on which the platform recorded that both confirmed the seals. Days to pay and to report run no earlier',
      ).optional(),
    }),
    fact('opening_balance', 'What happened before these facts begin.', {
      chargedFen: fen('Milestones and royalties charged before: counts under the cap.').prefault('0'),
      baseFen: fen(
        'Royalty base counted before, for tiers over the contract; sales milestones add it to the gross of the reports.',
      ).prefault('0'),
    }),
    fact(
      'delivered',
      'Delivery accepted: the trial begins, or without a trial the royalties. Without it the trial begins with the term, and not at all where terms.deliverables lists something.',
      {},
    ),
    fact(
      'trial_decision',
      'Written choice after (or during) the trial, which ends it on that day; silence is exit. A choice to convert after the days to decide counts from its own day.',
      {
        decision: z.enum(['convert', 'extend', 'exit']),
      },
    ),
    fact('first_sale', 'First sale, where royalties start with it.', {}),
    fact('milestone_submitted', 'Evidence was handed in; silence begins, and begins anew with each one.', {
      milestone,
    }),
    fact(
      'milestone_accepted',
      'Accepted, with or without evidence before; also ends a dispute. After the end of the contract it changes nothing.',
      {
        milestone,
        newDays: z
          .int()
          .min(0)
          .max(365)
          .optional()
          .describe(
            'Of a claim that was contested: days to pay that the payee grants anew. Without it the days go on where they stood. Unit: days.',
          ),
      },
    ),
    fact('milestone_rejected', 'Rejected with reasons; also ends a dispute.', { milestone }),
    fact('milestone_disputed', 'Disputed: stops the silence, freezes this milestone only.', { milestone }),
    fact('statement', 'Revenue statement of a period.', {
      ...sales,
      isEstimate: z.boolean().default(false).describe('An estimate, trued up by the statement that follows.'),
    }),
    fact('restatement', 'Correction of a period already reported: the whole truth, not the difference.', {
      ...sales,
      n: z
        .int()
        .min(1)
        .default(1)
        .describe('Tells two restatements of one period on one day apart; the higher counts.'),
    }),
    fact('invoice', 'The payee issued the invoice.', { claim }),
    fact('receipt', 'Money arrived.', {
      amountFen: aboveZero('What arrived.'),
      claim: claim.nullable().prefault(null).describe('The obligation it pays; null: the earliest due.'),
    }),
    fact('receipt_returned', 'Money went back to the payer.', {
      receipt: z.string().min(1).describe('id of the receipt.'),
      amountFen: aboveZero('How much; null: all that is left.').nullable().prefault(null),
    }),
    fact(
      'interest_waived',
      'The payee waived default interest, whole or in part; what was paid of it is given back instead.',
      {
        claim: claim.describe('The default interest: interest:<key of the claim paid late>.'),
        amountFen: aboveZero('How much.'),
      },
    ),
    fact('buy_out', 'The licensee takes the agreed buy-out; no royalties from this day. Milestones go on.', {}),
    fact(
      'patent_lost',
      'Patent invalid, lapsed or expired; no payments for the future from this day, and milestones not accepted before are cancelled. With lostOn, the same day too, this is the day from which both sides go by it: what was charged since lostOn is taken back by lines of this day, and milestones accepted on it stand, since later than the declaration none can be accepted.',
      {
        lostOn: day(
          'First day without protection, on or before the day from which both sides go by it; milestones accepted up to and on the day of the fact stand then. Left out: the day of the fact, and those accepted on it do not count',
        ).optional(),
        keepsPpm: z
          .int()
          .min(0)
          .max(999_999)
          .optional()
          .describe(
            'Share of royalties and least sums that goes on from lostOn, for know-how and rights that stand; of several ends the least counts. 0 or left out: none goes on. Unit: ppm, 1000000 = 100 %.',
          ),
        stops: z
          .array(z.int().min(1))
          .optional()
          .describe('Milestones that stop although something goes on, by position from 1; only with keepsPpm above 0.'),
      },
    ),
    fact(
      'patent_restored',
      'A decision took the end of the right back, so that it was never lost: what was taken back is charged anew by lines of this day.',
      { loss: z.string().min(1).optional().describe('id of the patent_lost fact; left out: every one before.') },
    ),
    fact('termination', 'The contract ends with this day; milestones not accepted by then are cancelled.', {}),
  ])
  .transform((read, context): ContractFact => {
    if (read.kind !== 'statement' && read.kind !== 'restatement') return read;
    const { grossFen, nil, lines, ...rest } = read;
    const refuse = (message: string, path: string): ContractFact => {
      context.addIssue({ code: 'custom', message, path: [path] });
      return z.NEVER;
    };
    if (grossFen !== undefined && lines.length > 0)
      return refuse('give either lines or grossFen, not both', 'grossFen');
    const all = grossFen === undefined ? lines : [{ product: '', grossFen, by: 'licensee' as const }];
    if (nil && all.length > 0) return refuse('a nil report has no sales', 'nil');
    if (!nil && all.length === 0) return refuse('no sales given: say "nil": true for a period without sales', 'lines');
    return { ...rest, lines: all };
  });
export type ComputeFactInput = z.output<typeof ComputeFactInput>;

/** Both inputs and the lines of the output as JSON Schema (draft 2020-12), with units and defaults. */
export const computeSchemas = () => ({
  terms: z.toJSONSchema(ComputeTermsInput, { io: 'input' }),
  fact: z.toJSONSchema(ComputeFactInput, { io: 'input' }),
  obligation: z.toJSONSchema(ObligationLine),
  flag: z.toJSONSchema(FlagLine),
});
