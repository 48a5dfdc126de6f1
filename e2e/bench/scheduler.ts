import { parseArgs } from 'node:util';
import { scheduleFaults } from '#app/domain/meeting-schedule-check.ts';
import { madeMeetingDay } from '#app/domain/meeting-schedule-for-tests.ts';
import { solveMeetings } from '#app/domain/solve-meetings.ts';

// npm run bench:scheduler -- [--people 300] [--tables 40] [--slots 24] [--requests 3000] [--seed 7]
// Solves a made meeting day once, cold, and holds the schedule against every rule; then again after ten people fell ill. The bound
// is the dual of the linear relaxation. peakMB is the whole process, the TypeScript loader included. The last line is one JSON object.

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '300' },
    tables: { type: 'string', default: '40' },
    slots: { type: 'string', default: '24' },
    requests: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '7' },
  },
});
const day = madeMeetingDay({
  people: Number(values.people),
  tables: Number(values.tables),
  slots: Number(values.slots),
  requests: Number(values.requests),
  seed: Number(values.seed),
});
const rounded = (n: number) => Math.round(n * 1000) / 1000;
const baseMB = process.memoryUsage.rss() / 1e6;

const from = performance.now();
const schedule = solveMeetings(day);
const seconds = (performance.now() - from) / 1000;
const faults = scheduleFaults(day, schedule.meetings);

const ill = { ...day, people: day.people.map((one, p) => (p % 30 === 0 ? { ...one, available: [] } : one)) };
const againFrom = performance.now();
const again = solveMeetings(ill, schedule.meetings);
const againSeconds = (performance.now() - againFrom) / 1000;
console.log('re-run after ten fell ill', {
  ...again.changes,
  value: again.value,
  bound: again.bound,
  seconds: rounded(againSeconds),
});

console.log(
  JSON.stringify({
    value: schedule.value,
    bound: schedule.bound,
    ratio: rounded(schedule.value / schedule.bound),
    seconds: rounded(seconds),
    peakMB: Math.round(process.resourceUsage().maxRSS / 1000),
    baseMB: Math.round(baseMB),
    meetings: schedule.meetings.length,
    emptyHanded: schedule.emptyHanded.length,
    brokenRules: faults.length + scheduleFaults(ill, again.meetings).length,
  }),
);
if (faults.length > 0) process.exitCode = 1;
