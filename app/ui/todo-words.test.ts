import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { declarationAnswers, declarationEvents } from '#app/domain/contract-declaration.ts';
import { attendeeMessages } from '#app/domain/event-messages.ts';
import { noticeWords, todoWords } from './todo-words.ts';

const services = new URL('../services/', import.meta.url);
const sources = readdirSync(services, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, services), 'utf8'));

const found = (source: string, pattern: RegExp): string[] => [...source.matchAll(pattern)].map((hit) => hit[1] ?? '');
const deadlineKind = /setDeadline\(\s*\w+,\s*\{\s*kind: '([\w.]+)'/g;

const trialSteps = sources.flatMap((source) =>
  [...source.matchAll(/tellTrial\(tx, contract, '(\w+)'/g)].map((hit) => hit[1]),
);

/** Kinds that a verb composes: the event or the state that stands behind the dot. */
const composed: Readonly<Record<string, readonly string[]>> = {
  'bounty.${event}': ['bounty.partner_agree', 'bounty.partner_decline'],
  'broker.${verdict.event}': ['broker.list', 'broker.return', 'broker.strike'],
  'trade.${input.way}_deposit': ['return', 'apply', 'forfeit'].map((way) => `trade.${way}_deposit`),
  'trl.${event}': ['trl.confirm', 'trl.return'],
  'evaluation.${event}': ['evaluation.accept', 'evaluation.decline'],
  'deal.${input.event}': ['deal.examine', 'deal.discuss'],
  'meeting.${row.state}': ['meeting.fixed', 'meeting.cancelled', 'meeting.held'],
  'offer.${row.state}': ['offer.accepted', 'offer.rejected', 'offer.withdrawn'],
  'engagement.${event}': ['accept', 'decline', 'withdraw', 'end'].map((event) => `engagement.${event}`),
  'mandate.${event}': ['accept', 'decline', 'end', 'withdraw'].map((event) => `mandate.${event}`),
  'import.${row.state}': ['import.checked', 'import.failed', 'import.mapping'],
  'contract.${event}': declarationEvents.map((event) => `contract.${event}`),
  'contract.amend_${answer}': ['contract.amend_sign', 'contract.amend_refuse'],
  'contract.answer_${input.answer}': declarationAnswers.map((answer) => `contract.answer_${answer}`),
  'deadline.${when}': ['deadline.soon', 'deadline.late'],
  'milestone.${step}': ['dispute', 'concede', 'contest', 'thaw'].map((step) => `milestone.${step}`),
  'trial.${step}': trialSteps.map((step) => `trial.${step}`),
  'organisation.${verdict.event}': ['verify', 'recheck', 'return', 'revoke'].map((event) => `organisation.${event}`),
  'meeting_request.${input.deed}': ['accept', 'decline', 'withdraw'].map((deed) => `meeting_request.${deed}`),
  'event_item.${input.deed}': ['accept', 'decline', 'withdraw', 'remove'].map((deed) => `event_item.${deed}`),
  'contract.return_${said}': ['stated', 'confirmed', 'contested'].map((said) => `contract.return_${said}`),
  'esign.${ending.event}': ['setAside', 'refuse', 'expire', 'end', 'fail', 'giveUp'].map((event) => `esign.${event}`),
  'dispute.${event}': ['dispute.win', 'dispute.lose'],
  'trade.${cause}': ['trade.halt', 'trade.overtake'],
  'export.${event}': ['export.approve', 'export.refuse', 'export.revoke'],
  'api_key.${event}': ['api_key.approve', 'api_key.refuse', 'api_key.revoke'],
  'user.app_${change}': ['user.app_enrol', 'user.app_remove', 'user.app_renew'],
};

const noticeKinds = sources
  .filter((source) =>
    /(notify(Organisation|People|Parties)|tellPanel|tellRoom|tellOffices?|tellSeats|tellTrade|tellOfListing|tellUnit|tellMilestone|tellAttendees?)\(/.test(
      source,
    ),
  )
  .flatMap((source) => {
    const told = source.replace(deadlineKind, '');
    return [
      ...found(told, /\bkind: '(\w+\.\w+)'/g),
      ...found(told, /\bkind: `([^`]+)`/g).flatMap((kind) => composed[kind] ?? [kind]),
      ...[...told.matchAll(/\btell(?:Panel|Room|Office|Seats|Trade|OfListing|Unit|Milestone)\(([^;]*)\);/g)].flatMap(
        ([, args = '']) => [
          ...found(args, /'(\w+\.\w+)'/g),
          ...found(args, /`([^`]+)`/g).flatMap((kind) => composed[kind] ?? [kind]),
        ],
      ),
      ...found(told, /\btell\([^)]*'(\w+\.\w+)'/g),
      ...found(told, /\btell\([^)`\n]*`([^`\n]+)`\)/g).flatMap((kind) => composed[kind] ?? [kind]),
      ...found(told, /\bkind: [^,;?]+ \? '(\w+\.\w+)'/g),
      ...found(told, /\bkind: [^,;?]+ \? '\w+\.\w+' : '(\w+\.\w+)'/g),
      // Attendees of an event are told by one table of messages: those that a verb names are sent.
      ...(/tellAttendees?\(/.test(told) ? attendeeMessages.filter((kind) => told.includes(`'${kind}'`)) : []),
      ...found(told, /\bkind = ([^;]+);/g).flatMap((chosen) => [
        ...found(chosen, /'(\w+\.\w+)'/g),
        ...found(chosen, /`([^`]+)`/g).flatMap((kind) => composed[kind] ?? [kind]),
      ]),
    ];
  });

test('every kind of notice that a verb sends has its sentence', () => {
  expect(noticeKinds.length).toBeGreaterThan(35);
  expect(noticeKinds).toEqual(expect.arrayContaining(['publicity.decide', 'milestone.fall_due', 'payment.settle']));
  expect(noticeKinds.filter((kind) => !Object.hasOwn(noticeWords, kind))).toEqual([]);
});

test('every sentence belongs to a kind that is sent', () => {
  expect(Object.keys(noticeWords).filter((kind) => !noticeKinds.includes(kind))).toEqual([]);
});

test("every kind of deadline that waits for somebody has its words; the platform's own need none", () => {
  const kinds = sources
    .flatMap((source) => [...source.matchAll(/setDeadline\(\s*\w+,\s*\{\s*kind: '([\w.]+)'([^}]*)/g)])
    .flatMap(([, kind = '', rest = '']) => (/\borgId: null\b/.test(rest) ? [] : [kind]));
  expect(kinds.length).toBeGreaterThan(5);
  expect(kinds.filter((kind) => !Object.hasOwn(todoWords, kind))).toEqual([]);
});
