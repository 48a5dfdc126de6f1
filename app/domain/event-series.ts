import { addMonths, dayOf } from './days.ts';
import { localTime, readLocalTime } from './event-form.ts';

export const seriesSteps = ['monthly', 'quarterly'] as const;
export type SeriesStep = (typeof seriesSteps)[number];
export const seriesStepLabels: Readonly<Record<SeriesStep, string>> = { monthly: '每月', quarterly: '每季度' };
const months: Readonly<Record<SeriesStep, number>> = { monthly: 1, quarterly: 3 };

/** How many events of a series are laid out at once: a year of months. */
export const mostInSeries = 12;

/**
 * The same hour on the same day of the month, one or three months on; the last day of a shorter month. Shanghai keeps no summer
 * time. Example: 2026-11-30 09:00, quarterly → 2027-02-28 09:00.
 */
export function laterInSeries(at: Date, step: SeriesStep, n: number): Date {
  const later = readLocalTime(`${addMonths(dayOf(at), months[step] * n)}T${localTime(at).slice(11)}`);
  if (later === null) throw new Error('no such time');
  return later;
}

/** The quarter an event stands in, as a series names it. Example: 2026-11-21 → 2026 年第四季度. */
export const quarterOf = (at: Date): string => {
  const [year = '', month = ''] = dayOf(at).split('-');
  return `${year} 年第${['一', '二', '三', '四'][Math.floor((Number(month) - 1) / 3)] ?? ''}季度`;
};
