import type { ScheduleRunState } from '#app/domain/event-meeting.ts';
import type { UnmetReason } from '#app/domain/meeting-schedule.ts';
import type { Tone } from '../tone.ts';

/** Why somebody has no meeting, as the organizer reads it and as a request is explained. */
export const unmetWords: Readonly<Record<UnmetReason | 'no_request', string>> = {
  no_request: '没有人约，也没有相符的推荐',
  not_open: '约见还没有得到同意',
  worthless: '不在安排之列',
  no_room_kind: '双方都在的时段里没有合适的桌或视频室',
  no_common_slot: '双方没有共同的空闲时段',
  from_limit: '约人的一方已排满上限',
  to_limit: '被约的一方已排满上限',
  busy: '共同的时段里有一方已排了别的会面',
  tables_full: '共同的空闲时段里桌子已满',
  travel: '换场地来不及',
};

export const runTone: Readonly<Record<ScheduleRunState, Tone>> = {
  queued: 'info',
  running: 'info',
  ready: 'attention',
  failed: 'danger',
  published: 'good',
  replaced: 'neutral',
};

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
/** '14:20' in Shanghai. */
export const clockOf = (at: Date): string => clock.format(at);
export const spanOf = (from: Date, to: Date): string => `${clockOf(from)}–${clockOf(to)}`;

/** 编号、单位和职务 in one line: 王示例 · 示例大学 · 教授. */
export const whoWords = (one: { name: string; unit: string; post: string }): string =>
  [one.name, one.unit, one.post].filter(Boolean).join(' · ');
