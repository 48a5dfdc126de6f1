import { text } from 'node:stream/consumers';
import type { MeetingProblem, PreviousMeeting } from '#app/domain/meeting-schedule.ts';
import { firstBrokenFixed, solveMeetings } from '#app/domain/solve-meetings.ts';

// Runs as a process of its own, so that the site answers while a schedule is searched. Progress and result go out as JSON lines.
const say = (line: unknown): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const { problem, previous } = JSON.parse(await text(process.stdin)) as {
  problem: MeetingProblem;
  previous: PreviousMeeting[];
};
const broken = firstBrokenFixed(problem);
if (broken >= 0) say({ broken: problem.fixed[broken]!.id });
else say({ schedule: solveMeetings(problem, previous, (share) => say({ share })) });
