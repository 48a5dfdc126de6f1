import {
  type CheckInDeed,
  type CheckInMethod,
  type CheckInOutcome,
  checkInOutcomeWords,
  doorStep,
  type Presence,
} from './check-in.ts';
import type { TicketKind } from './event-registration.ts';
import { readTicketCode } from './ticket-code.ts';

/** One person as a helper's phone knows him: no number but its last four digits, no address, no post. */
export interface ListedPerson extends Presence {
  readonly id: string;
  /** Number on the paper list. */
  readonly n: number;
  readonly name: string;
  readonly unit: string;
  readonly kind: TicketKind;
  readonly seats: number;
  readonly serial: number;
  readonly tail: string;
}

/** What a phone keeps of an event so that it can work without the network. */
export interface DoorList {
  readonly title: string;
  readonly door: string;
  /** By the platform's clock, when the list was made. */
  readonly madeAt: number;
  /** From then on the phone forgets the names. */
  readonly eraseAt: number;
  readonly publicKey: JsonWebKey;
  readonly people: readonly ListedPerson[];
  /** By how much the phone's clock was ahead when it got the list; the phone notes it, in milliseconds. */
  readonly aheadMs?: number;
}

/** A scan that waits on the phone to be sent. */
export interface QueuedScan {
  readonly scanKey: string;
  readonly code?: string;
  readonly registrationId?: string;
  readonly deed: CheckInDeed;
  readonly method: CheckInMethod;
  /** By the phone's clock. */
  readonly at: number;
}

export const scanOutcomes = ['done', 'already_in', 'not_in', 'not_admitted', 'forged', 'replaced', 'unknown'] as const;
export type ScanOutcome = CheckInOutcome | 'forged' | 'replaced' | 'unknown';
export const scanOutcomeWords: Readonly<Record<ScanOutcome, string>> = {
  ...checkInOutcomeWords,
  forged: '不是本场活动的参会码',
  replaced: '参会码已换新，这张作废',
  unknown: '名单里没有，联网后核对',
};

/** What people can read out from under their QR: the last eight signs of the registration, random in a UUIDv7. */
export const shortCodeOf = (registrationId: string): string => registrationId.slice(-8).toUpperCase();

/** Most scans that one message to the platform carries. */
export const scansAtOnce = 100;

/** The registration that a scan names. */
export const registrationOf = ({ code, registrationId }: Pick<QueuedScan, 'code' | 'registrationId'>): string | null =>
  registrationId ?? (code === undefined ? null : (readTicketCode(code)?.registrationId ?? null));

/** The list with one scan applied to it, and what it came to. The phone's clock is ahead of the list's by so much. */
export function scanInto(
  people: readonly ListedPerson[],
  scan: QueuedScan,
  aheadMs = 0,
): { readonly outcome: ScanOutcome; readonly person: ListedPerson | null; readonly people: readonly ListedPerson[] } {
  const id = registrationOf(scan);
  const person = people.find((one) => one.id === id);
  if (person === undefined) return { outcome: 'unknown', person: null, people };
  const ticket = scan.code === undefined ? null : readTicketCode(scan.code);
  if (ticket !== null && ticket.serial !== person.serial) return { outcome: 'replaced', person, people };
  const { outcome, after } = doorStep(person, scan.deed, scan.at - aheadMs);
  const next = { ...person, ...after };
  return { outcome, person: next, people: people.map((one) => (one === person ? next : one)) };
}

/** The platform's list with what the phone has not sent yet. */
export const withQueued = (
  people: readonly ListedPerson[],
  queue: readonly QueuedScan[],
  aheadMs = 0,
): readonly ListedPerson[] => queue.reduce((list, scan) => scanInto(list, scan, aheadMs).people, people);

/** Live counts at the door, in people with those who came along. */
export function countsOf(people: readonly ListedPerson[]): { expected: number; came: number; inside: number } {
  const sum = (rows: readonly ListedPerson[]) => rows.reduce((total, { seats }) => total + seats, 0);
  return {
    expected: sum(people),
    came: sum(people.filter(({ inAt }) => inAt !== null)),
    inside: sum(people.filter(({ inAt, outAt }) => inAt !== null && outAt === null)),
  };
}

/** People whom these words can mean: name, unit, last four digits of the number, number on the paper list, code under the QR. */
export function findPeople(people: readonly ListedPerson[], words: string, most = 12): readonly ListedPerson[] {
  const wanted = words.trim();
  if (wanted === '') return [];
  const code = wanted.replace(/[\s-]/g, '').toUpperCase();
  const exact = people.filter(({ id, tail, n }) => shortCodeOf(id) === code || tail === wanted || String(n) === wanted);
  const rest = people.filter((one) => !exact.includes(one) && `${one.name} ${one.unit}`.includes(wanted));
  return [...exact, ...rest].slice(0, most);
}

/** By how many whole minutes a phone's clock is ahead; 0 within two minutes of the platform's. */
export function clockOff(phoneNow: number, platformNow: number): number {
  const minutes = Math.round((phoneNow - platformNow) / 60_000);
  return Math.abs(minutes) < 2 ? 0 : minutes;
}
