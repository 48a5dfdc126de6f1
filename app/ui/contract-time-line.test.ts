import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { ContractTimeLine } from './contract-time-line.tsx';

const at = (day: string) => new Date(`${day}T04:00:00Z`);
const milestone = { id: 'm', position: 1, name: '投产', acceptDueAt: null, acceptedAt: null };
const running = {
  contract: { state: 'performing' as const, createdAt: at('2026-11-01'), signedAt: at('2026-11-21'), versionN: 1 },
  versions: [
    { n: 2, createdAt: at('2026-12-05') },
    { n: 1, createdAt: at('2026-11-03') },
  ],
  terms: { ...newTerms, startsOn: null, termYears: 5 },
  requiresPublicity: false,
  publicity: null,
  milestones: [{ ...milestone, state: 'pending' as const }],
  trial: { state: 'running' as const, startsOn: '2026-12-01', endsOn: '2027-11-30', decideBy: '2027-12-10' },
  ending: null,
  royaltiesDue: 0,
  publicityDays: 15,
  report: { label: '2027 年第 4 季度', dueOn: '2028-01-30' },
  today: '2027-01-10',
};
const textOf = (facts: Parameters<typeof ContractTimeLine>[0]) =>
  renderToStaticMarkup(createElement(ContractTimeLine, facts));

test('while a contract runs its trial is now and what comes has its dates', () => {
  const html = textOf(running);
  expect(html).toContain('aria-current="step"');
  expect(html).toContain('2028-01-30 前申报');
  expect(html).not.toContain('未发生');
});

test('a trial begins with accepted delivery: before it neither its days nor those of the royalty are known', () => {
  expect(textOf(running)).toMatch(/2026-12-01.*至 2027-11-30，不收使用费/);
  expect(textOf(running)).toMatch(/2027-12 起/);
  const html = textOf({ ...running, trial: { state: 'delivering', startsOn: null, endsOn: null, decideBy: null } });
  expect(html).toContain('交付验收合格起');
  expect(html).not.toMatch(/\d{4}-\d{2} 起/);
});

test('a royalty that runs is now, with how many periods were charged; a disputed milestone waits for both', () => {
  const html = textOf({ ...running, royaltiesDue: 2, today: '2028-07-01' });
  expect(html).toContain('已计 2 期；2028-01-30 前申报');
  expect(textOf(running)).not.toContain('已计');
  expect(textOf({ ...running, milestones: [{ ...milestone, state: 'disputed' }] })).toContain('有争议，已停');
});

test('a terminated one ends with its day and ground; nothing in it is now or to come', () => {
  const html = textOf({
    ...running,
    contract: { ...running.contract, state: 'terminated' },
    milestones: [{ ...milestone, state: 'cancelled' }],
    trial: { state: 'exited', startsOn: '2026-12-01', endsOn: '2027-01-05', decideBy: null },
    ending: { state: 'terminated', word: '已解除', on: '2027-01-05', ground: 'trial_exit' },
    report: null,
  });
  expect(html).not.toContain('aria-current');
  expect(html).toContain('到 2027-01-05 为止');
  expect(html.match(/，未发生/g)).toHaveLength(2);
  expect(html).toMatch(/已解除.*2027-01-05.*试用期内退出/);
  expect(html).not.toMatch(/起 \d|封顶/);
});

test('the step of the terms carries the day on which what both signed was written, not of the first draft nor of a later change', () => {
  const page = renderToStaticMarkup(createElement(ContractTimeLine, running));
  expect(page).toContain('2026-11-03');
  expect(page).not.toContain('2026-11-01');
  expect(page).not.toContain('2026-12-05');
});

test('an end that leaves a report to be filed says by when, and no period as if nothing followed', () => {
  const ending = { state: 'terminated' as const, word: '已解除', on: '2027-12-05', ground: 'agreed' as const };
  const html = textOf({ ...running, ending, today: '2027-12-06' });
  expect(html).toContain('2028-01-30 前申报');
  expect(textOf({ ...running, ending, royaltiesDue: 2, report: null, today: '2027-12-06' })).toContain('2 期');
});
