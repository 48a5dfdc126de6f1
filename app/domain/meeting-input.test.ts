import { expect, test } from 'vitest';
import { MeetingPlanInput } from './meeting-input.ts';

const form = {
  startsAt: '2026-12-01T14:00',
  endsAt: '2026-12-01T17:00',
  slotMinutes: '15',
  gapMinutes: '5',
  restMinutes: '0',
  travelMinutes: '10',
  limit: '8',
  replyHours: '48',
  requestsEndAt: '2026-11-30T18:00',
  tables: '0',
};
const faultsOf = (given: object) => {
  const read = MeetingPlanInput.safeParse({ ...form, ...given });
  return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'));
};

test('halls are read with their tables, limits by kind of participant', () => {
  const read = MeetingPlanInput.parse({
    ...form,
    halls: '一楼大厅 10\n 二楼 会议室：6 张 ',
    limits: { company: '4', investor: '' },
  });
  expect(read.halls).toEqual([
    { name: '一楼大厅', tables: 10 },
    { name: '二楼 会议室', tables: 6 },
  ]);
  expect(read.limitsByKind).toEqual({ company: 4 });
});

test('a hall without tables, twice the same, more tables than there can be, a limit that is none', () => {
  expect(faultsOf({ halls: '一楼大厅' })).toContain('halls');
  expect(faultsOf({ halls: '大厅 5\n大厅 6' })).toContain('halls');
  expect(faultsOf({ halls: '大厅 100\n二楼 60' })).toContain('halls');
  expect(faultsOf({ halls: '大厅 5', limits: { company: '0' } })).toEqual(['limits']);
  expect(faultsOf({})).toEqual(['tables']);
});
