import { formatInstant } from '#app/domain/days.ts';
import { printPdf } from '#app/services/papers/print-pdf.server.ts';
import type { Task } from './store.ts';

/** What the provider says of how it was signed. */
export const reportPdf = (task: Task): Promise<Buffer> =>
  printPdf({
    title: '签署过程证据报告',
    no: task.id,
    meta: '演示签署服务出具，没有法律效力',
    isSample: true,
    stamp: null,
    blocks: [
      {
        kind: 'facts',
        items: [
          ['签署任务', task.subject],
          ...task.actors.map((row): [string, string] => [
            row.actorName,
            `${row.person ?? ''}，${row.signTime === null ? '未签署' : formatInstant(new Date(row.signTime))}`,
          ]),
        ],
      },
    ],
  });
