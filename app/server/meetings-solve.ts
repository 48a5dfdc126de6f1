import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { MeetingProblemInput, PreviousScheduleInput, problemFaults } from '#app/domain/meeting-schedule-input.ts';
import type { MeetingProblem, PreviousMeeting } from '#app/domain/meeting-schedule.ts';
import { firstBrokenFixed, solveMeetings } from '#app/domain/solve-meetings.ts';

const usage = `Schedules one-to-one meetings, on the production code and without a database.

  npm run -s meetings:solve -- --in FILE.json [--previous SCHEDULE.json] [--seed N]
  npm run -s meetings:solve -- --schema     JSON Schema of the input, with units and defaults

Prints one JSON object: "meetings" (request, from, to, slot, table, value) by slot, their "value", the "bound" that no schedule
exceeds, "isOptimal", "emptyHanded" (who got nothing, and why), "unmet" (each request left out, and why) and "changes" against
--previous, which is an earlier output of this tool: its meetings move only where that gains more than moveCost points. FILE may
be "-" for standard input. Same input, same schedule. Exit code 2: the input is bad, all complaints on standard error as
"file: path: reason".

Reasons: no_request (nobody asked), not_open (pending, declined, expired or withdrawn), worthless (value 0), no_room_kind (no
suiting table or video room when both can), no_common_slot, from_limit and to_limit (that side has its number of meetings), busy (in
every common slot one of the two sits elsewhere or rests), tables_full, travel (the way from another place is too long).
`;

class BadInput extends Error {
  constructor(readonly complaints: readonly string[]) {
    super(complaints.join('\n'));
  }
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw new BadInput([`${file}: (whole): ${error instanceof SyntaxError ? 'no JSON' : 'cannot be read'}: ${says}`]);
  }
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('');

function read<Schema extends z.ZodType>(schema: Schema, file: string): z.output<Schema> {
  const result = schema.safeParse(jsonOf(file));
  if (result.success) return result.data;
  throw new BadInput(
    result.error.issues.map(({ path, message }) => `${file}: ${pathOf(path) || '(whole)'}: ${message}`),
  );
}

function readProblem(file: string, seed: string | undefined): MeetingProblem {
  const given = read(MeetingProblemInput, file);
  if (seed !== undefined && !/^\d{1,10}$/.test(seed)) throw new BadInput(['--seed: (option): expected a whole number']);
  const problem: MeetingProblem = seed === undefined ? given : { ...given, seed: Number(seed) };
  const faults = problemFaults(problem);
  if (faults.length > 0) throw new BadInput(faults.map(({ path, says }) => `${file}: ${path}: ${says}`));
  const broken = firstBrokenFixed(problem);
  if (broken < 0) return problem;
  const says = 'cannot be held: someone or the table is taken, unavailable or at the limit, or no room suits';
  throw new BadInput([`${file}: fixed[${broken}]: ${says}`]);
}

function readPrevious(file: string): PreviousMeeting[] {
  return read(PreviousScheduleInput, file).meetings.filter(({ request }) => request !== null);
}

function run(): void {
  const options = {
    in: { type: 'string' },
    previous: { type: 'string' },
    seed: { type: 'string' },
    schema: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  const given = (() => {
    try {
      return parseArgs({ options }).values;
    } catch (error) {
      throw new BadInput([error instanceof Error ? error.message : String(error), '', usage]);
    }
  })();
  if (given.help) process.stdout.write(usage);
  else if (given.schema)
    process.stdout.write(`${JSON.stringify(z.toJSONSchema(MeetingProblemInput, { io: 'input' }), null, 2)}\n`);
  else if (given.in === undefined) throw new BadInput(['--in is needed', '', usage]);
  else {
    const problem = readProblem(given.in, given.seed);
    const previous = given.previous === undefined ? null : readPrevious(given.previous);
    process.stdout.write(`${JSON.stringify(solveMeetings(problem, previous), null, 1)}\n`);
  }
}

try {
  run();
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  process.stderr.write(`${error.complaints.join('\n').trimEnd()}\n`);
  process.exitCode = 2;
}
