import type { EventHost, EventKind, EventMode } from './event.ts';
import type { EventQuestion, TicketKind } from './event-registration.ts';

/** 参会名额 as the organizer sets them. */
export interface TicketPlan {
  readonly kind: TicketKind;
  readonly capacity: number;
  readonly needsApproval: boolean;
  readonly isInviteOnly: boolean;
}

/** What the organizer says of an event, read from its form. */
export interface EventPlan {
  readonly kind: EventKind;
  readonly title: string;
  readonly theme: string;
  readonly intro: string;
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regionCode: string;
  readonly mode: EventMode;
  readonly venue: string;
  readonly mapUrl: string;
  readonly onlineUrl: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly registrationEndsAt: Date;
  readonly hosts: readonly EventHost[];
  readonly questions: readonly EventQuestion[];
  readonly companionsMax: number;
  readonly takesItems: boolean;
  readonly offerHours: number;
  readonly series: string;
  readonly tickets: readonly TicketPlan[];
}

/** How many questions the form has room for. */
export const maxQuestions = 5;
export const maxCompanions = 5;

/** An instant as a `datetime-local` field writes it, in Shanghai: '2026-11-21T09:30'. */
export const localTime = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);

/** Reads what a `datetime-local` field sends as a time in Shanghai; null for anything else. */
export function readLocalTime(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null;
  const at = new Date(`${text}:00+08:00`);
  return Number.isNaN(at.getTime()) || localTime(at) !== text ? null : at;
}

/** '1 天 3 小时' until an event; minutes on its last hour, '' once it has begun. Needs JavaScript only to tick. */
export function countdownWords(from: Date, to: Date): string {
  const minutes = Math.ceil((to.getTime() - from.getTime()) / 60_000);
  if (minutes <= 0) return '';
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days > 0) return `${days} 天 ${hours} 小时`;
  return hours > 0 ? `${hours} 小时 ${minutes % 60} 分` : `${minutes} 分钟`;
}

/** The questions that a person sees with these answers: a conditional one only after the answer that opens it. */
export function shownQuestions(
  questions: readonly EventQuestion[],
  answers: Readonly<Record<string, string>>,
): readonly EventQuestion[] {
  const shown: EventQuestion[] = [];
  for (const question of questions) {
    const { showWhen } = question;
    const opener = showWhen === null ? undefined : shown.find(({ id }) => id === showWhen.questionId);
    if (showWhen === null || (opener !== undefined && answers[opener.id] === showWhen.answer)) shown.push(question);
  }
  return shown;
}

/** What is wrong with the answers, by question: a required one left empty, a choice that is none. */
export function answerFaults(
  questions: readonly EventQuestion[],
  answers: Readonly<Record<string, string>>,
): { readonly field: string; readonly says: string }[] {
  return shownQuestions(questions, answers).flatMap(({ id, kind, options, isRequired }) => {
    const answer = answers[id] ?? '';
    const field = `answers.${id}`;
    if (answer === '') return isRequired ? [{ field, says: '请回答这一项' }] : [];
    if (kind === 'choice' && !options.includes(answer)) return [{ field, says: '请从列表里选' }];
    return answer.length > 300 ? [{ field, says: '最多 300 个字' }] : [];
  });
}
