import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { checkFacts } from '#app/domain/check-facts.ts';
import { openHorizon } from '#app/domain/compute-claims.ts';
import { complaintOf } from '#app/domain/compute-complaint.ts';
import { computeContract } from '#app/domain/compute-contract.ts';
import { type ContractFact, inOrder } from '#app/domain/compute-facts.ts';
import { ComputeFactInput, computeSchemas, ComputeTermsInput, wordsOfTerms } from '#app/domain/compute-input.ts';
import { computeNotes } from '#app/domain/compute-notes.ts';
import { computeRules } from '#app/domain/compute-rules.ts';
import { stepText } from '#app/domain/compute-steps.ts';
import { checkTerms } from '#app/domain/contract-check.ts';
import { contractKinds } from '#app/domain/contract-kind.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { isDay } from '#app/domain/days.ts';
import { doubledKey } from '#app/domain/doubled-key.ts';

const usage = `Computes a contract from its terms and its dated facts, on the production code and without a database.

  npm run -s contract:compute -- --terms FILE.json --facts FILE.jsonl [--as-of YYYY-MM-DD] [--flags]
  npm run -s contract:compute -- --schema     JSON Schema of both inputs and of the output, with units and defaults
  npm run -s contract:compute -- --rules      every rule of the calculation, one JSON a line, with its mark

Prints one JSON a line: every obligation that follows, with due day, amount in fen, clause and the steps of the sum. FILE may be "-"
for standard input. Without --as-of the clock stands at the last fact; silence that has begun and agreed dates are taken to run
on. --flags adds a line for each missing, late or odd statement. What leaves no line is a note on standard error, exit code 0: an
--as-of before signing, a term that was over by then, royalties that await delivery, a trial that was extended, left or lapsed, a
milestone that the end of the contract cancelled, an acceptance after that end. Exit code 2: the input is bad, all complaints on
standard error as "file:line: path: reason".
`;

class BadInput extends Error {
  constructor(readonly complaints: readonly string[]) {
    super(complaints.join('\n'));
  }
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('');

function issuesOf({ issues }: z.ZodError, where: string): string[] {
  return issues.map((issue) => `${where}: ${pathOf(issue.path) || '(whole)'}: ${issue.message}`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new BadInput([`${file}: (file): cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function jsonOf(text: string, where: string): unknown {
  try {
    const json = JSON.parse(text) as unknown;
    const twice = doubledKey(text);
    if (twice === null) return json;
    throw new BadInput([`${where}: ${twice}: stands twice in one object`]);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput([`${where}: (whole): no JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** What of the look over terms bears on money; words that a contract needs as well are not this tool's business. */
const bearsOnMoney =
  /^(royalty\.|milestones\[\d+\]\.(amount|triggerAmount|triggerOn|acceptWithinDays)$|latePenaltyCap$)/;

function readTerms(file: string): PayLaterTerms {
  const json = jsonOf(textOf(file), file);
  // A stored contract version has its terms inside.
  const isVersion = json !== null && typeof json === 'object' && 'terms' in json;
  const given = isVersion ? json.terms : json;
  const read = ComputeTermsInput.safeParse(given);
  if (!read.success) throw new BadInput(issuesOf(read.error, file));
  const kind = contractKinds.find((word) => word === (given as { readonly kind?: unknown }).kind);
  const findings = checkTerms({ ...read.data, ...(kind && { kind }) }).errors.filter(
    ({ path, code }) =>
      bearsOnMoney.test(path) ||
      path === 'trial.extensionMonths' ||
      // What only one kind of contract forbids is asked where the file says that it is one.
      (kind !== undefined && (code === 'entry_fee' || code === 'trial_out_of_range')),
  );
  if (findings.length > 0) throw new BadInput(findings.map((finding) => `${file}: ${complaintOf(finding)}`));
  const unread = Object.keys(given as object).filter(
    (key) => !(key in ComputeTermsInput.in.shape) && !wordsOfTerms.includes(key),
  );
  if (unread.length > 0)
    throw new BadInput(unread.map((key) => `${file}: ${key}: no contract has a field of this name`));
  return read.data;
}

interface ReadFact {
  readonly where: string;
  readonly fact: ContractFact;
}

function readFacts(file: string): ReadFact[] {
  const complaints: string[] = [];
  const facts: ReadFact[] = [];
  for (const [i, line] of textOf(file).split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const where = `${file}:${i + 1}`;
    try {
      const read = ComputeFactInput.safeParse(jsonOf(line, where));
      if (read.success) facts.push({ where, fact: read.data });
      else complaints.push(...issuesOf(read.error, where));
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      complaints.push(...error.complaints);
    }
  }
  if (complaints.length > 0) throw new BadInput(complaints);
  return facts;
}

const print = (value: unknown): void => {
  const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));
  process.stdout.write(`${text}\n`);
};

function compute(termsFile: string, factsFile: string, asOf: string | undefined, withFlags: boolean): void {
  const complaints: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      complaints.push(...error.complaints);
      return undefined;
    }
  };
  if (asOf !== undefined && !isDay(asOf)) complaints.push(`--as-of: (option): expected a calendar day, YYYY-MM-DD`);
  const terms = attempt(() => readTerms(termsFile));
  const read = attempt(() => readFacts(factsFile));
  if (!terms || !read || complaints.length > 0) throw new BadInput(complaints);
  const facts = inOrder(read.map(({ fact }) => fact));
  const findings = checkFacts(terms, facts);
  if (findings.length > 0) {
    const whereOf = new Map<ContractFact | null, string>(read.map(({ fact, where }) => [fact, where]));
    throw new BadInput(findings.map(({ fact, path, says }) => `${whereOf.get(fact) ?? factsFile}: ${path}: ${says}`));
  }
  const lastOn = facts.at(-1)?.on ?? '';
  const { obligations, flags } = computeContract(
    terms,
    facts,
    asOf === undefined ? { asOf: lastOn, horizon: openHorizon } : { asOf },
  );
  const asked = { asOf: asOf ?? lastOn, isGiven: asOf !== undefined, obligations };
  for (const note of computeNotes(terms, facts, asked)) process.stderr.write(`note: ${note}\n`);
  for (const { steps, ...obligation } of obligations) {
    const own = flags.filter(({ period }) => period !== null && period === obligation.period).map(({ kind }) => kind);
    print({ ...obligation, steps: steps.map((step) => ({ ...step, says: stepText(step) })), flags: own });
  }
  if (withFlags) for (const flag of flags) print({ ...flag, kind: 'flag', flag: flag.kind });
}

function run(): void {
  const options = {
    terms: { type: 'string' },
    facts: { type: 'string' },
    'as-of': { type: 'string' },
    flags: { type: 'boolean' },
    schema: { type: 'boolean' },
    rules: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  const read = (() => {
    try {
      return parseArgs({ options }).values;
    } catch (error) {
      throw new BadInput([error instanceof Error ? error.message : String(error), '', usage]);
    }
  })();
  if (read.help) process.stdout.write(usage);
  else if (read.schema) process.stdout.write(`${JSON.stringify(computeSchemas(), null, 2)}\n`);
  else if (read.rules) for (const rule of computeRules) print(rule);
  else if (read.terms === undefined || read.facts === undefined) {
    throw new BadInput(['--terms and --facts are needed', '', usage]);
  } else compute(read.terms, read.facts, read['as-of'], read.flags ?? false);
}

try {
  run();
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  process.stderr.write(`${error.complaints.join('\n').trimEnd()}\n`);
  process.exitCode = 2;
}
