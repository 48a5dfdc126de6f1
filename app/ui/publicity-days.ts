import { type Day, diffDays } from '#app/domain/days.ts';

/** The running count of days: '第 5 日，还剩 10 日'. Day 1 is the day after the notice became visible. */
export function publicityDays(firstOn: Day, lastOn: Day, today: Day): string {
  if (today < firstOn) return `明日起算第 1 日，共 ${diffDays(firstOn, lastOn) + 1} 日`;
  if (today > lastOn) return `公示期已满（${lastOn}）`;
  const left = diffDays(today, lastOn);
  return `今天是第 ${diffDays(firstOn, today) + 1} 日，${left === 0 ? '最后一日' : `还剩 ${left} 日`}`;
}
