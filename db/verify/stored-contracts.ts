import type postgres from 'postgres';
import { type EnteredDays, plusDays } from './calendar.ts';
import type { Circumstances, StoredReport, StoredTerms } from './royalty-total.ts';
import {
  type AcceptedRow,
  acceptedOf,
  declarationsOf,
  deliveredOf,
  type EndRow,
  type EventRow,
  eventsOf,
  evidenceOf,
  handInsOf,
  type LossRow,
  lossesOf,
  type ReportRow,
  reportsOf,
  type StoredEvent,
  toldOf,
  trialsOf,
  versionsOf,
} from './stored-rows.ts';

export interface StoredContract {
  readonly no: string;
  readonly licensor: string;
  readonly licensee: string;
  readonly signedVersion: number;
  readonly versions: readonly { readonly n: number; readonly inForce: Date | null; readonly terms: StoredTerms }[];
  readonly events: readonly StoredEvent[];
  readonly reports: readonly StoredReport[];
  /** When evidence of a milestone was handed in, whatever became of it: from then on its words stand. */
  readonly handIns: readonly { readonly position: number; readonly at: Date; readonly answeredAt: Date | null }[];
  /** When evidence of a milestone was accepted, or its days to answer were over. */
  readonly evidence: readonly { readonly position: number; readonly at: Date }[];
  /** What was known at a moment, which falls on this day. */
  readonly circumstancesOn: (day: string, moment: Moment) => Circumstances;
}

const fen = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

interface ContractRow {
  readonly id: string;
  readonly no: string;
  readonly licensor: string;
  readonly licensee: string;
  readonly signed_on: string;
  readonly concluded_on: string;
  readonly signed_version: number;
}

const batchSize = 500;

/** Signed contracts, so many at a time that memory does not grow with their number. */
export async function* storedContracts(sql: postgres.ISql): AsyncGenerator<StoredContract[]> {
  let last = '00000000-0000-0000-0000-000000000000';
  const entered = await enteredDays(sql);
  for (;;) {
    const rows = await sql<ContractRow[]>`
      select id, no, licensor_org_id as licensor, licensee_org_id as licensee, signed_version_n as signed_version,
             to_char(signed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as signed_on,
             to_char(greatest(signed_at, concluded_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as concluded_on
      from contracts where id > ${last} and signed_version_n is not null and signed_at is not null
      order by id limit ${batchSize}`;
    const end = rows.at(-1);
    if (end === undefined) return;
    yield await withFacts(sql, rows, entered);
    last = end.id;
  }
}

/** Days that were entered over the statutory ones: last days of contracts that agreed so move by them. */
async function enteredDays(sql: postgres.ISql): Promise<EnteredDays> {
  const rows = await sql<
    { day: string; is_working: boolean }[]
  >`select day::text as day, is_working from calendar_days`;
  return new Map(rows.map((row) => [row.day, row.is_working]));
}

/** These contracts with everything that their claims follow from, as it is stored. */
async function withFacts(
  sql: postgres.ISql,
  contracts: readonly ContractRow[],
  entered: EnteredDays,
): Promise<StoredContract[]> {
  const ids = contracts.map(({ id }) => id);
  const versions = await versionsOf(sql, ids);
  const events = await eventsOf(sql, ids);
  const reports = await reportsOf(sql, ids);
  const ends = await declarationsOf(sql, ids);
  const losses = await lossesOf(sql, ids);
  const trials = await trialsOf(sql, ids);
  const delivered = await deliveredOf(sql, ids);
  const accepted = await acceptedOf(sql, ids);
  const handIns = await handInsOf(sql, ids);
  const evidence = await evidenceOf(sql, ids);
  const told = await toldOf(sql, ids);
  return contracts.map(({ id, no, licensor, licensee, signed_version: signedVersion, ...days }) => {
    const own = versions.get(id) ?? [];
    const royalty = own.find(({ n }) => n === signedVersion)?.terms.royalty ?? null;
    return {
      no,
      licensor,
      licensee,
      signedVersion,
      versions: own.map(({ n, in_force, terms }) => ({ n, inForce: in_force, terms })),
      events: (events.get(id) ?? []).map(toEvent),
      reports: (reports.get(id) ?? []).map((report) => toReport(report, royalty?.sublicencePpm != null)),
      handIns: handIns.get(id) ?? [],
      evidence: evidence.get(id) ?? [],
      circumstancesOn: circumstances({
        signedOn: days.signed_on,
        concludedOn: days.concluded_on,
        told: new Map(told.get(id)),
        royalty,
        declared: ends.get(id) ?? [],
        losses: losses.get(id) ?? [],
        trial: trials.get(id)?.[0],
        deliveredOn: delivered.get(id)?.[0]?.on ?? null,
        accepted: accepted.get(id) ?? [],
        entered,
      }),
    };
  });
}

const toEvent = ({ amount, credit, before_cap: beforeCap, ...event }: EventRow): StoredEvent => ({
  ...event,
  beforeCap,
  amount: fen(amount),
  credit: fen(credit),
});

/** Where the contract shares in sublicences, what the licensee sold itself and what its sublicensees did stand apart. */
function toReport(
  { filed_on: filedOn, basis, gross, own, sub, deductions, ...report }: ReportRow,
  hasShare: boolean,
): StoredReport {
  return {
    ...report,
    filedOn,
    isEstimate: basis === 'estimate',
    gross: hasShare && sub !== null ? BigInt(own ?? '0') : BigInt(gross),
    sublicence: hasShare ? BigInt(sub ?? '0') : 0n,
    deductions: deductions.map(({ amountFen }) => BigInt(amountFen)),
  };
}

interface OfContract {
  readonly signedOn: string;
  readonly concludedOn: string;
  readonly told: ReadonlyMap<string, string>;
  readonly royalty: StoredTerms['royalty'];
  readonly declared: readonly EndRow[];
  readonly losses: readonly LossRow[];
  readonly trial:
    { readonly starts_on: string | null; readonly ends_on: string | null; readonly state: string } | undefined;
  readonly deliveredOn: string | null;
  readonly accepted: readonly AcceptedRow[];
  readonly entered: EnteredDays;
}

/** A moment of the course of deeds: ids rise, which tells deeds of one instant apart. */
interface Moment {
  readonly at: Date;
  readonly id: string;
}

const isAfter = (one: Moment, other: Moment): boolean => {
  // Some clients leave an instant as text.
  const [a, b] = [new Date(one.at).getTime(), new Date(other.at).getTime()];
  return a > b || (a === b && one.id > other.id);
};

/** What was known of a contract on a day, as far as its royalties depend on it; of ended rights, at a moment of it. */
const circumstances =
  ({ signedOn, concludedOn, told, royalty, declared, losses, trial, deliveredOn, accepted, entered }: OfContract) =>
  (today: string, moment: Moment): Circumstances => {
    const known = declared.filter(({ on }) => on <= today);
    const soldOn = known.find(({ event }) => event === 'first_sale')?.on ?? null;
    const lastDays = known
      .filter(({ event }) => event !== 'first_sale')
      .map(({ event, on }) => (event === 'terminate' ? on : plusDays(on, -1)));
    const reached = accepted.filter(({ on }) => on <= today);
    return {
      signedOn,
      concludedOn,
      told,
      trialEndedOn: trial?.ends_on ?? null,
      isTrialAwaited: trial !== undefined && trial.starts_on === null && trial.state !== 'converted',
      deliveredOn: deliveredOn !== null && deliveredOn <= today ? deliveredOn : null,
      startedOn: trial?.state === 'exited' ? null : startOf(royalty, reached, soldOn),
      endedOn: lastDays.sort()[0] ?? null,
      losses: losses
        .filter(
          ({ id, from, until, until_id }) =>
            !isAfter({ id, at: from }, moment) &&
            (until === null || isAfter({ id: until_id ?? '', at: until }, moment)),
        )
        .map(({ lost_on: lostOn, known_on: knownOn, keeps }) => ({ lostOn, knownOn, keeps })),
      boughtOutOn: known.find(({ event }) => event === 'buy_out')?.on ?? null,
      today,
      entered,
    };
  };

/** The day of the agreed start event; undefined where none is agreed, null while it is awaited. */
function startOf(
  royalty: StoredTerms['royalty'],
  accepted: readonly { readonly position: number; readonly on: string }[],
  soldOn: string | null,
): string | null | undefined {
  if (royalty === null || (royalty.startEvent ?? 'trial_end') === 'trial_end') return undefined;
  if (royalty.startEvent === 'first_sale') return soldOn;
  return accepted.find(({ position }) => position === royalty.startMilestone)?.on ?? null;
}
