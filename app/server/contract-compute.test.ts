import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { FlagLine, ObligationLine } from '#app/domain/compute-output.ts';

const folder = mkdtempSync(join(tmpdir(), 'contract-compute-'));
afterAll(() => rmSync(folder, { recursive: true }));
const terms = join(folder, 'terms.json');
const facts = join(folder, 'facts.jsonl');

/** The command as `npm run contract:compute` runs it, without the package runner in between. */
function compute(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'app/server/contract-compute.ts', ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: 'postgres://nowhere.invalid/none' },
    },
  );
  const lines = stdout.split('\n').filter(Boolean);
  return { status, stderr, lines, stdout };
}
const write = (given: { terms?: unknown; facts?: readonly unknown[] }) => {
  writeFileSync(terms, JSON.stringify(given.terms ?? {}));
  writeFileSync(facts, (given.facts ?? []).map((fact) => JSON.stringify(fact)).join('\n'));
};
const signed = { kind: 'signed', on: '2026-01-01' };

describe('the auditors’ command', () => {
  test('without a trial, royalties that await delivery begin with it, and a note says while there is none', () => {
    const royalty = { minimumFen: '5000000', deductions: [] };
    const awaiting = { trial: { months: 0 }, deliverables: ['工艺包'], royaltyAwaits: 'delivery', royalty };
    const of = (given: object, ...more: object[]) => {
      write({ terms: given, facts: [signed, ...more] });
      const { status, lines, stderr } = compute('--terms', terms, '--facts', facts, '--as-of', '2026-10-31');
      expect(status).toBe(0);
      const keys = lines.map((line) => (JSON.parse(line) as { key: string }).key);
      return [keys.filter((key) => key.startsWith('royalty:')), stderr] as const;
    };
    expect(of(awaiting)).toEqual([[], expect.stringContaining('no fact "delivered" by that day')]);
    const delivered = { kind: 'delivered', on: '2026-05-20' };
    expect(of(awaiting, delivered)[0]).toEqual(['royalty:2026Q2', 'royalty:2026Q3']);
    // Terms from before say nothing of it: their royalties began with the term.
    const { royaltyAwaits: _, ...old } = awaiting;
    expect(of(old, delivered)[0]).toEqual(['royalty:2026Q1', 'royalty:2026Q2', 'royalty:2026Q3']);
  });

  test('prints one obligation a line, amounts as decimal strings, and needs no database', () => {
    write({
      terms: {
        trial: { months: 0 },
        milestones: [{ name: '中试', amountFen: '30000000' }],
        royalty: { deductions: [{ name: '税金' }] },
      },
      facts: [
        signed,
        { kind: 'milestone_submitted', on: '2026-02-01', milestone: 1 },
        {
          kind: 'statement',
          on: '2026-04-10',
          period: '2026Q1',
          grossFen: '120000000',
          deductions: [{ name: '税金', amountFen: '20000000' }],
        },
      ],
    });
    const { status, lines, stderr } = compute('--terms', terms, '--facts', facts);
    expect([status, stderr.replace(/^npm warn.*\n/gm, '')]).toEqual([0, '']);
    const printed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const line of printed) (line.kind === 'flag' ? FlagLine : ObligationLine).parse(line);
    expect(printed).toMatchObject([
      { key: 'milestone:1', dueOn: '2026-03-18', amountFen: '30000000', clause: { title: '里程碑款' } },
      {
        key: 'royalty:2026Q1',
        period: '2026Q1',
        dueOn: '2026-05-10',
        amountFen: '3000000',
        clause: { title: '收入提成' },
      },
      { key: 'interest:milestone:1', amountFen: '345000', isRunning: true },
    ]);
    expect((printed[1]!.steps as { says: string }[]).at(-1)?.says).toBe('1,000,000.00 × 3% = 30,000.00');
    const before = compute('--terms', terms, '--facts', facts, '--as-of', '2026-02-15');
    expect(before.lines).toEqual([]);
  });

  test('other rates from a period on: each period by its own, a later restatement of an earlier one too', () => {
    const royalty = {
      deductions: [],
      schedule: { kind: 'flat', ratePpm: 30_000 },
      later: [
        {
          fromOn: '2026-07-01',
          schedule: {
            kind: 'tiered',
            span: 'contract',
            tiers: [
              { fromFen: '0', toFen: '200000000', ratePpm: 20_000 },
              { fromFen: '200000000', toFen: null, ratePpm: 10_000 },
            ],
          },
        },
      ],
    };
    const sold = (period: string, on: string) => ({ kind: 'statement', on, period, grossFen: '150000000' });
    write({
      terms: { trial: { months: 0 }, royalty },
      facts: [
        signed,
        sold('2026Q2', '2026-07-10'),
        sold('2026Q3', '2026-10-10'),
        { kind: 'restatement', on: '2026-10-20', period: '2026Q2', grossFen: '100000000' },
      ],
    });
    const { status, lines } = compute('--terms', terms, '--facts', facts, '--as-of', '2026-10-20');
    const printed = lines.map((line) => ObligationLine.parse(JSON.parse(line)));
    expect(status).toBe(0);
    const claims = printed.filter(({ kind }) => kind !== 'interest');
    expect(claims.map(({ key, amountFen, clause }) => [key, String(amountFen), clause.path])).toEqual([
      ['royalty:2026Q2', '4500000', 'royalty'],
      ['royalty:2026Q3', '2000000', 'royalty.later[0]'],
      ['royalty:2026Q2#2', '-1500000', 'royalty'],
      ['royalty:2026Q3#2', '500000', 'royalty.later[0]'],
    ]);
    expect(claims[1]?.steps.map(({ says }) => says)).toContain('按 2026-07-01 起的约定计');
    const broken = { ...royalty, later: [{ ...royalty.later[0], fromOn: '2026-08-01' }] };
    write({ terms: { trial: { months: 0 }, royalty: broken }, facts: [signed] });
    const refused = compute('--terms', terms, '--facts', facts);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('royalty.later[0].fromOn: expected the first day of a calendar period');
  });

  test('bad input: every complaint with file, line, path and reason, exit code 2, nothing printed', () => {
    write({ terms: { royalty: { schedule: { kind: 'flat', ratePpm: -1 } } }, facts: [signed, { kind: 'sale' }] });
    writeFileSync(facts, `${JSON.stringify(signed)}\n{"kind":"sale"}\nnot json\n`);
    const { status, stdout, stderr } = compute('--terms', terms, '--facts', facts, '--as-of', 'soon');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    const complaints = stderr.split('\n').filter((line) => line.startsWith(folder) || line.startsWith('--as-of'));
    expect(complaints).toEqual([
      '--as-of: (option): expected a calendar day, YYYY-MM-DD',
      `${terms}: royalty.schedule.ratePpm: Too small: expected number to be >=0`,
      expect.stringMatching(/facts\.jsonl:2: kind: Invalid/),
      expect.stringMatching(/facts\.jsonl:3: \(whole\): no JSON/),
    ]);
  });

  test('facts that do not fit the terms, and terms that cannot compute, are bad input too', () => {
    write({ facts: [signed, { kind: 'milestone_accepted', on: '2026-02-01', milestone: 1 }] });
    const misfit = compute('--terms', terms, '--facts', facts);
    expect(misfit.status).toBe(2);
    expect(misfit.stderr).toContain(`${facts}:2: milestone: the terms have 0 milestones`);
    write({ terms: { milestones: [{ amountFen: '5' }], royalty: { capFen: '4' } }, facts: [signed] });
    expect(compute('--terms', terms, '--facts', facts).stderr).toContain(
      `${terms}: royalty.capFen: expected no less than all milestones`,
    );
    expect(compute('--terms', join(folder, 'none.json'), '--facts', facts)).toMatchObject({ status: 2, stdout: '' });
    expect(compute('--facts', facts).stderr).toContain('--terms and --facts are needed');
  });

  test('what the composer blocks of a stated kind is bad input: an entry fee of a pay-later contract, a trial out of range', () => {
    const fee = { amountFen: '100', trigger: 'signed' };
    write({
      terms: { kind: 'pay_later', trial: { months: 2, extensionMonths: 0 }, milestones: [fee] },
      facts: [signed],
    });
    const { status, stderr } = compute('--terms', terms, '--facts', facts);
    expect(status).toBe(2);
    expect(stderr).toMatch(/terms\.json: trial\.months: expected 3 to 36 months/);
    expect(stderr).toMatch(/terms\.json: milestones\[0\]\.trigger: expected another trigger/);
    write({ terms: { trial: { months: 30, extensionMonths: 10 } }, facts: [signed] });
    expect(compute('--terms', terms, '--facts', facts).stderr).toMatch(/trial\.extensionMonths: expected 3 to 36/);
  });

  test('a field that no contract has is bad input: a typing error must not make a contract that owes nothing', () => {
    write({ terms: { royalties: {}, risk: 'shared', territory: '中国境内' }, facts: [signed] });
    const { status, stdout, stderr } = compute('--terms', terms, '--facts', facts);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim()).toBe(`${terms}: royalties: no contract has a field of this name`);
  });

  test('a name that stands twice in one object is bad input: which of two sums was meant?', () => {
    writeFileSync(terms, '{"royalty":{"capFen":"1","capFen":"100000000"}}');
    writeFileSync(facts, `${JSON.stringify(signed)}\n{"kind":"first_sale","on":"2026-02-01","on":"2026-03-01"}\n`);
    const { status, stdout, stderr } = compute('--terms', terms, '--facts', facts);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${terms}: capFen: stands twice in one object`);
    expect(stderr).toContain(`${facts}:2: on: stands twice in one object`);
  });

  test('an answer that is empty for a reason says the reason, and is no error', () => {
    write({ terms: { startsOn: '2000-01-01', milestones: [{ amountFen: '5' }], royalty: {} }, facts: [signed] });
    const { status, stderr, stdout } = compute('--terms', terms, '--facts', facts, '--as-of', '2025-12-31');
    expect([status, stdout]).toEqual([0, '']);
    expect(stderr).toContain('note: --as-of 2025-12-31 lies before signing on 2026-01-01: nothing is owed yet');
    expect(stderr).toMatch(/note: the term ended on 2004-12-31, before signing on 2026-01-01/);
  });

  test('every line that is printed is as the schema says', () => {
    write({
      terms: {
        startsOn: '2026-01-01',
        trial: { months: 0 },
        milestones: [{ amountFen: '500' }],
        royalty: { yearlyMinimumFen: '3650000', minimumFromYear: 1 },
      },
      facts: [
        signed,
        { kind: 'milestone_submitted', on: '2026-03-01', milestone: 1 },
        { kind: 'statement', on: '2026-04-10', period: '2026Q1', grossFen: '100000000' },
        { kind: 'restatement', on: '2026-05-10', period: '2026Q1', grossFen: '90000000' },
        { kind: 'restatement', on: '2026-06-10', period: '2026Q1', grossFen: '95000000' },
      ],
    });
    const { status, lines } = compute('--terms', terms, '--facts', facts, '--as-of', '2027-06-01', '--flags');
    expect(status).toBe(0);
    const printed = lines.map((line) => JSON.parse(line) as { kind: string });
    for (const line of printed) (line.kind === 'flag' ? FlagLine : ObligationLine).parse(line);
    expect(new Set(printed.map(({ kind }) => kind))).toEqual(
      new Set(['milestone', 'royalty', 'credit', 'adjustment', 'minimum', 'interest', 'flag']),
    );
  });

  test('--schema prints the JSON Schema of both inputs and of what is printed', () => {
    const { status, stdout } = compute('--schema');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ terms: { type: 'object' }, fact: { oneOf: expect.any(Array) } });
  });
});
