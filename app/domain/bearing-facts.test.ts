import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bearingFacts, knownOn } from './bearing-facts.ts';
import { chargesOn } from './charges-on.ts';
import { checkFacts } from './check-facts.ts';
import { computeContract } from './compute-contract.ts';
import { type ContractFact, inOrder } from './compute-facts.ts';
import { aMilestone, restated, signed, sold, someTerms, yuan } from './compute-for-tests.ts';
import { addDays } from './days.ts';

const quarters = ['2026Q1', '2026Q2', '2026Q3'];
const lasts = ['2026-03-31', '2026-06-30', '2026-09-30'];
const statements = quarters.map((period, i) => sold(period, addDays(lasts[i]!, 10), 200_000));
const corrections = fc
  .array(fc.record({ at: fc.nat(2), day: fc.nat(40), gross: fc.integer({ min: 0, max: 900_000 }) }), { maxLength: 30 })
  .map((all) =>
    all.map(({ at, day, gross }, i) => restated(quarters[at]!, addDays('2026-10-20', day), gross, { n: i + 1 })),
  );
const schedules = fc.constantFrom<'period' | 'contract_year' | 'contract'>('period', 'contract_year', 'contract');
const termsWith = (span: 'period' | 'contract_year' | 'contract', hasTrial: boolean) =>
  someTerms(hasTrial ? { trial: { months: 1, extensionMonths: 1 } } : {}, {
    schedule: {
      kind: 'tiered',
      span,
      tiers: [
        { fromFen: 0n, toFen: yuan(300_000), ratePpm: 50_000 },
        { fromFen: yuan(300_000), toFen: null, ratePpm: 20_000 },
      ],
    },
    yearlyMinimumFen: yuan(9_000),
    minimumFromYear: 1,
  });

describe('what of many facts counts', () => {
  test('on every day what is kept costs the same as all that is known', () => {
    fc.assert(
      fc.property(corrections, schedules, fc.boolean(), (more, span, hasTrial) => {
        const terms = termsWith(span, hasTrial);
        const facts = inOrder([signed(), ...statements, ...more]);
        const days = [...new Set(facts.map(({ on }) => on))];
        for (const { today, known } of knownOn(terms, bearingFacts(terms, facts), days)) {
          const all = facts.filter(({ on }) => on <= today);
          expect(chargesOn(terms, known, today).charges).toEqual(chargesOn(terms, all, today).charges);
          expect(known.length).toBeLessThanOrEqual(1 + 2 * quarters.length + (hasTrial ? all.length : 0));
        }
      }),
    );
  });

  test('so does what is kept of evidence handed in again and of sales on their way, with a trial and without', () => {
    const kinds = ['submitted', 'submitted', 'submitted', 'accepted', 'rejected', 'disputed'] as const;
    const deed = fc.record({ kind: fc.constantFrom(...kinds), day: fc.nat(330), milestone: fc.constantFrom(1, 2) });
    const end = fc.option(
      fc.record({ kind: fc.constantFrom('termination' as const, 'patent_lost' as const), day: fc.nat(330) }),
    );
    fc.assert(
      fc.property(
        corrections,
        fc.array(deed, { maxLength: 25 }),
        fc.nat(60),
        end,
        fc.boolean(),
        (more, deeds, days, over, hasTrial) => {
          const milestones = [
            aMilestone({ trigger: 'sales_reached', triggerFen: yuan(900_000), acceptWithinDays: days }),
            aMilestone({ acceptWithinDays: days }),
          ];
          const terms = { ...termsWith('period', hasTrial), milestones };
          const facts = inOrder([
            signed(),
            ...statements,
            ...more,
            ...deeds.map(({ kind, day, milestone }, i): ContractFact => {
              return { kind: `milestone_${kind}`, on: addDays('2026-01-01', day), milestone, id: `d${i}` };
            }),
            ...(over ? [{ kind: over.kind, on: addDays('2026-01-01', over.day) }] : []),
          ]);
          const all = [...new Set(facts.flatMap(({ on }) => [on, addDays(on, 1), addDays(on, days)]))].sort();
          // Of the corrections of a period on one day one counts: what came between on that day reaches nothing and takes nothing back.
          const lastOfDay = new Map(
            facts.flatMap((fact) =>
              fact.kind === 'restatement' ? [[`${fact.period} ${fact.on}`, fact] as const] : [],
            ),
          );
          const counting = facts.filter(
            (fact) => fact.kind !== 'restatement' || lastOfDay.get(`${fact.period} ${fact.on}`) === fact,
          );
          for (const { today, known } of knownOn(terms, bearingFacts(terms, facts), all)) {
            const whole = counting.filter(({ on }) => on <= today);
            expect(chargesOn(terms, known, today).charges).toEqual(chargesOn(terms, whole, today).charges);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('of the corrections of a period on one day the highest number counts, whatever else that day says', () => {
    const facts = inOrder([
      signed(),
      statements[0]!,
      restated('2026Q1', '2026-05-01', 3, { n: 2 }),
      restated('2026Q1', '2026-05-01', 9, { n: 10 }),
      restated('2026Q1', '2026-05-02', 5, { n: 1 }),
    ]);
    const kept = bearingFacts(someTerms(), facts).filter(({ kind }) => kind === 'restatement');
    expect(kept).toMatchObject([{ n: 10 }, { on: '2026-05-02' }]);
  });

  test('where sales reach a milestone every step of the way is kept: it was below in between', () => {
    const milestones = [aMilestone({ trigger: 'sales_reached', triggerFen: yuan(100_000) })];
    const facts = inOrder([
      signed(),
      sold('2026Q1', '2026-04-10', 100_000),
      restated('2026Q1', '2026-05-01', 50_000),
      restated('2026Q1', '2026-06-01', 120_000),
    ]);
    const { obligations } = computeContract(someTerms({ milestones }), facts, { asOf: '2026-06-02' });
    const lines = obligations.filter(({ kind, milestone }) => milestone === 1 && kind !== 'interest');
    expect(lines.map(({ kind, arisesOn }) => `${kind} ${arisesOn}`)).toEqual([
      'milestone 2026-04-10',
      'credit 2026-05-01',
      'adjustment 2026-06-01',
    ]);
  });

  test('twenty thousand corrections and twenty thousand receipts are computed at once', () => {
    const many = 20_000;
    const days = 700;
    const facts: ContractFact[] = [signed(), ...statements];
    for (let i = 0; i < many; i += 1) {
      const on = addDays('2026-10-20', i % days);
      facts.push(restated('2026Q1', on, 100_000 + i, { n: i + 1 }));
      facts.push({ kind: 'receipt', on, id: `r${i}`, amountFen: 10n, claim: i % 2 === 0 ? 'royalty:2026Q1' : null });
    }
    const terms = someTerms();
    expect(checkFacts(terms, facts)).toEqual([]);
    const { obligations, advanceFen } = computeContract(terms, facts, { asOf: '2029-01-01' });
    const paid = obligations.reduce((sum, { receivedFen }) => sum + receivedFen, advanceFen);
    expect(paid).toBe(BigInt(many) * 10n);
    expect(obligations.filter(({ subject }) => subject === 'royalty:2026Q1')).toHaveLength(days + 1);
  }, 20_000);

  test('forty periods corrected day by day with a milestone of sales, and evidence handed in again for years, end', () => {
    const periods = Array.from({ length: 40 }, (_, i) => `${2026 + Math.floor(i / 4)}Q${(i % 4) + 1}`);
    const milestones = [aMilestone({ trigger: 'sales_reached', triggerFen: yuan(4_000_000) }), aMilestone()];
    const facts: ContractFact[] = [signed(), ...periods.map((period) => sold(period, '2036-02-01', 100_000))];
    for (let day = 1; day <= 100; day += 1)
      for (const [i, period] of periods.entries())
        facts.push(
          restated(period, addDays('2036-02-01', day), 60_000 + ((day * 7919 + i * 104_729) % 80_000), { n: day }),
        );
    for (let i = 0; i < 20_000; i += 1)
      facts.push({ kind: 'milestone_submitted', on: addDays('2026-01-02', i % 3_000), milestone: 2, id: `s${i}` });
    const terms = someTerms({ milestones, termYears: 10 });
    expect(checkFacts(terms, facts)).toEqual([]);
    const { obligations } = computeContract(terms, facts, { asOf: '2036-12-31' });
    const sum = obligations.reduce((all, { kind, amountFen }) => (kind === 'interest' ? all : all + amountFen), 0n);
    const last = chargesOn(terms, inOrder(facts), '2036-12-31').charges;
    expect(sum).toBe(last.reduce((all, { amountFen }) => all + amountFen, 0n));
  }, 30_000);
});
