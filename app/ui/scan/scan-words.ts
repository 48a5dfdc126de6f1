import type { CheckInDeed } from '#app/domain/check-in.ts';
import { formatInstant } from '#app/domain/days.ts';

export const deedWords: Readonly<Record<CheckInDeed, string>> = { in: '签到', out: '离场', undo: '撤销' };

/** '09:05', in Shanghai whatever the phone says. */
export const timeOf = (ms: number): string => formatInstant(new Date(ms)).slice(-5);
