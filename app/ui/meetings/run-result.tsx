import type { ScheduleResult } from '#app/domain/event-meeting.ts';
import { FigureRow } from '../figure-row.tsx';
import { unmetWords } from './meeting-words.ts';

interface RunResultProps {
  result: ScheduleResult;
  nameOf: Readonly<Record<string, string>>;
}

/** What a run of the scheduler found: how good it is, what changes, and who goes without, with the reason. */
export function RunResult({ result, nameOf }: RunResultProps) {
  const { meetings, value, bound, changes, emptyHanded } = result;
  const share = bound === 0 ? 100 : Math.floor((value / bound) * 1000) / 10;
  const asked = emptyHanded.filter(({ reason }) => reason !== 'no_request');
  return (
    <div className="grid gap-4">
      <FigureRow
        figures={[
          { label: '会面', value: `${meetings.length} 场` },
          { label: '达到理论上限', value: `${share}%`, note: `${value} 分，上限 ${bound} 分` },
          {
            label: '与已发布的相比',
            value: `改 ${changes.moved} 场`,
            note: `新 ${changes.added}，取消 ${changes.dropped}`,
          },
          { label: '没有会面的人', value: `${emptyHanded.length} 人`, note: `其中 ${asked.length} 人有约见` },
        ]}
      />
      {emptyHanded.length > 0 && (
        <details className="rounded-lg border border-line bg-card px-5 py-3">
          <summary className="cursor-pointer font-bold">谁没有排上，为什么</summary>
          <ul className="mt-2 grid gap-1 text-sm">
            {[...asked, ...emptyHanded.filter(({ reason }) => reason === 'no_request')].map(({ person, reason }) => (
              <li key={person}>
                <b>{nameOf[person] ?? '已退出的参会人'}</b>：{unmetWords[reason]}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
