import { type Day, isDay } from './days.ts';

/** From when a change counts, null where no day is named, and why; complaints by the name of the composer's field. */
export function readChange(
  typed: { readonly effectiveOn: string; readonly reason: string },
  today: Day,
): { readonly effectiveOn: Day | null; readonly reason: string; readonly errors: Record<string, string[]> } {
  const errors: Record<string, string[]> = {};
  const reason = typed.reason.trim();
  const effectiveOn = typed.effectiveOn === '' ? null : typed.effectiveOn;
  if (effectiveOn !== null && !isDay(effectiveOn)) errors['change.effectiveOn'] = ['请填变更从哪天起执行'];
  else if (effectiveOn !== null && effectiveOn < today) errors['change.effectiveOn'] = ['生效日不能早于今天'];
  if (reason.length < 4 || reason.length > 500) errors['change.reason'] = ['请写明为什么变更，4 到 500 个字'];
  return { effectiveOn, reason, errors };
}
