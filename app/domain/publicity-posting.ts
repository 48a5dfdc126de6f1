import type { FieldFault } from './errors.ts';
import type { Day } from './days.ts';

/** Where else a unit puts up the notice of an agreed price. */
export const postingPlaces = ['oa', 'website', 'board'] as const;
export type PostingPlace = (typeof postingPlaces)[number];
export const postingPlaceLabels: Readonly<Record<PostingPlace, string>> = {
  oa: '本单位办公系统（OA）',
  website: '本单位网站',
  board: '公告栏',
};

/** An address that a browser can open and people can read: no blanks or hidden characters, no account in it, a real name of a host. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[\s\p{C}]/u.test(text)) return false;
  try {
    const { username, password } = new URL(text);
    return username === '' && password === '';
  } catch {
    return false;
  }
}

/**
 * What is wrong with the record of an outside posting, null when nothing is: it stood on or after the day the notice began here, and
 * not in the future. A notice board has no address.
 */
export function postingFault(
  posting: { readonly place: PostingPlace; readonly url: string; readonly postedOn: Day },
  notice: { readonly startedOn: Day; readonly lastOn: Day },
  today: Day,
): FieldFault | null {
  if (posting.place !== 'board' && posting.url === '') return { field: 'url', says: '请写公示页面的网址' };
  if (posting.postedOn > today) return { field: 'postedOn', says: '发布日期不能晚于今天' };
  if (posting.postedOn < notice.startedOn)
    return { field: 'postedOn', says: `发布日期不早于本次公示开始的 ${notice.startedOn}` };
  if (posting.postedOn > notice.lastOn)
    return { field: 'postedOn', says: `公示到 ${notice.lastOn} 为止，此后发布的不算` };
  return null;
}
