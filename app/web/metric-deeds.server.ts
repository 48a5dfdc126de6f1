import { demandFormFrom, blankMetric, maxMetrics, type MetricForm } from '#app/domain/demand-form.ts';
import { AnyInput } from '#app/domain/form-input.ts';
import { deed } from './form.server.ts';
import type { FormReply } from './respond.server.ts';

/** Buttons of a demand's form that add or remove a target: nothing is stored, the form comes back with one row more or less. */
export function metricDeeds() {
  const change = (name: string, work: (rows: readonly MetricForm[]) => readonly MetricForm[]) =>
    [
      name,
      deed(AnyInput, async (_ctx, sent) => {
        const metrics = work(demandFormFrom(sent).metrics);
        const values = { ...sent, metrics: metrics.length > 0 ? metrics : [blankMetric] };
        const reply: FormReply = { intent: name, values, errors: {} };
        return Response.json(reply);
      }),
    ] as const;
  return Object.fromEntries([
    change('add-metric', (rows) => [...rows, blankMetric].slice(0, maxMetrics)),
    ...Array.from({ length: maxMetrics }, (_, at) =>
      change(`remove-metric-${at}`, (rows) => rows.filter((_row, index) => index !== at)),
    ),
  ]);
}
