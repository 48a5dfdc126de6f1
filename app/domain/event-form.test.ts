import { expect, test } from 'vitest';
import { EventInput } from './event-input.ts';
import { calendarFile } from './event-calendar.ts';
import { countdownWords, localTime, readLocalTime, shownQuestions } from './event-form.ts';
import { readTicketCode, signedPart, ticketText } from './ticket-code.ts';

test('a typed time is a time in Shanghai, over midnight too', () => {
  expect(readLocalTime('2026-12-01T00:30')?.toISOString()).toBe('2026-11-30T16:30:00.000Z');
  expect(localTime(new Date('2026-11-30T16:30:00Z'))).toBe('2026-12-01T00:30');
  expect(readLocalTime('2026-02-30T10:00')).toBeNull();
  expect(readLocalTime('2026-02-03')).toBeNull();
});

test('a countdown says days, then hours, then minutes', () => {
  const at = (minutes: number) => countdownWords(new Date(0), new Date(minutes * 60_000));
  expect([at(3000), at(125), at(7), at(0)]).toEqual(['2 天 2 小时', '2 小时 5 分', '7 分钟', '']);
});

test('a conditional question shows after its answer only, and not when its opener is hidden itself', () => {
  const ask = (id: string, showWhen: { questionId: string; answer: string } | null) =>
    ({ id, label: id, kind: 'choice', options: ['是'], isRequired: true, showWhen }) as const;
  const all = [
    ask('q1', null),
    ask('q2', { questionId: 'q1', answer: '是' }),
    ask('q3', { questionId: 'q2', answer: '是' }),
  ];
  const shown = (answers: Record<string, string>) => shownQuestions(all, answers).map(({ id }) => id);
  expect(shown({ q2: '是' })).toEqual(['q1']);
  expect(shown({ q1: '是', q2: '是' })).toEqual(['q1', 'q2', 'q3']);
});

test.each(['ticket', 'badge'] as const)('a %s is read back as it was written; other codes are none', (use) => {
  const registrationId = '0197a000-0000-7000-8000-0000000000ab';
  const signed = signedPart({ use, registrationId, serial: 3 });
  expect(readTicketCode(ticketText(signed, 'A'.repeat(86)))).toEqual({
    use,
    registrationId,
    serial: 3,
    signed,
    signature: 'A'.repeat(86),
  });
  expect(readTicketCode('https://example.org')).toBeNull();
});

test('a calendar file has UTC times, escaped text and no line over 75 bytes', () => {
  const file = calendarFile(
    {
      no: 'HD-2026-00001',
      title: '马铃薯淀粉加工废水资源化与蛋白回收成果对接沙龙, 第四季度',
      venue: '定西市安定区',
      onlineUrl: '',
      startsAt: new Date('2026-12-01T01:00:00Z'),
      endsAt: new Date('2026-12-01T04:00:00Z'),
      updatedAt: new Date('2026-11-21T02:00:00Z'),
      versionN: 2,
      isCancelled: false,
    },
    'https://example.org/events/HD-2026-00001',
  );
  expect(file).toContain('DTSTART:20261201T010000Z\r\n');
  expect(file.replaceAll('\r\n ', '')).toContain('对接沙龙\\, 第四季度');
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('an event is saved with some of its field selects left empty', () => {
  const form = {
    title: '沙龙',
    kind: 'salon',
    fields: [undefined, '24.1', undefined],
    chains: [undefined, undefined],
    regionCode: '621102',
    mode: 'onsite',
    venue: '会议中心',
    startsAt: '2026-11-22T18:00',
    endsAt: '2026-11-23T00:30',
    registrationEndsAt: '2026-11-22T18:00',
    host: '拾光科技',
    companionsMax: '0',
    offerHours: '24',
    tickets: { audience: { capacity: '24' }, leader: { capacity: undefined } },
  };
  expect(EventInput.parse(form).plan).toMatchObject({
    fields: ['24.1'],
    chains: [],
    endsAt: new Date('2026-11-22T16:30:00Z'),
    tickets: [{ kind: 'audience', capacity: 24 }],
  });
});
