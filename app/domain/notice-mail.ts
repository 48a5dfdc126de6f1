import type { NoticeArea } from './notice-rules.ts';
import { noticeAreaLabels } from './notice-rules.ts';

/** A notice in words: its sentence, the record it is about, and the way there. */
export interface NoticeLine {
  readonly words: string;
  readonly title: string;
  readonly url: string;
  /** The reader's own link on which one button does what is asked, without signing in. */
  readonly direct?: string;
}

export interface NoticeMail {
  readonly subject: string;
  readonly body: string;
}

const lineOf = ({ words, title, url, direct }: NoticeLine): string =>
  `${words}${title === '' ? '' : `\n${title}`}\n${url}${direct === undefined ? '' : `\n不用登录就能确认（链接只给你本人，请不要转发）：\n${direct}`}`;

const foot = (settingsUrl: string): string => `\n\n—\n成果通的通知。改收什么、什么时候收：${settingsUrl}`;

/** Control characters and line breaks of a title would end a header early: they become blanks. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** One notice as a mail. */
export function mailOf(line: NoticeLine, settingsUrl: string): NoticeMail {
  const subject = oneLine(line.title === '' ? line.words : `${line.words} ${line.title}`).slice(0, 120);
  return { subject, body: `${lineOf(line)}${foot(settingsUrl)}` };
}

/** What came since the last one, by area, in one mail a day. */
export function digestOf(
  lines: readonly (NoticeLine & { readonly area: NoticeArea })[],
  settingsUrl: string,
): NoticeMail {
  const areas = [...new Set(lines.map(({ area }) => area))];
  const parts = areas.map((area) => {
    const own = lines.filter((line) => line.area === area);
    return `【${noticeAreaLabels[area]}】\n${own.map(lineOf).join('\n\n')}`;
  });
  return { subject: `成果通：${lines.length} 条未读通知`, body: `${parts.join('\n\n')}${foot(settingsUrl)}` };
}

/** The registered template of SMS and WeChat and its values: operators allow no free text, and no more than 20 characters each. */
export function templateOf(line: NoticeLine): { readonly template: string; readonly params: Record<string, string> } {
  const cut = (text: string) => (text.length > 20 ? `${text.slice(0, 19)}…` : text);
  return {
    template: 'notice',
    params: { what: cut(oneLine(line.words)), title: cut(oneLine(line.title)), url: line.url },
  };
}
