import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { TextInput } from '../text-input.tsx';

export interface TypedWorker {
  readonly name: string;
  readonly share: string;
}

interface WorkerFieldsProps {
  workers: readonly TypedWorker[];
  errors: Readonly<Record<string, string[]>>;
  onChange: (workers: readonly TypedWorker[]) => void;
}

/** Who did work that stands alone, and what part of the people's share is whose. */
export function WorkerFields({ workers, errors, onChange }: WorkerFieldsProps) {
  const set = (at: number, change: Partial<TypedWorker>) =>
    onChange(workers.map((worker, i) => (i === at ? { ...worker, ...change } : worker)));
  return (
    <fieldset>
      <legend className="font-bold">这项工作是谁做的（各人份额合计 100%）</legend>
      <p className="mt-1 text-sm text-ink-soft">
        姓名与本单位一个账号相同的，由他本人在平台确认；没有账号的，由经办人上传签字的分配表。
      </p>
      {workers.map((worker, at) => (
        <div key={`worker ${at + 1}`} className="mt-3 grid grid-cols-2 gap-3">
          <Field
            name={`people[${at}].name`}
            scope="propose"
            label={`第 ${at + 1} 人姓名`}
            error={errors[`people[${at}].name`]}
            required={false}
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={60}
                value={worker.name}
                onChange={(event) => set(at, { name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            name={`people[${at}].share`}
            scope="propose"
            label="份额"
            unit="%"
            error={errors[`people[${at}].share`]}
            required={false}
          >
            {(control) => (
              <TextInput
                {...control}
                numeric
                hasUnit
                value={worker.share}
                onChange={(event) => set(at, { share: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      ))}
      {workers.length < 60 && (
        <div className="mt-3">
          <Button type="button" onClick={() => onChange([...workers, { name: '', share: '' }])}>
            再加一人
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** The people as typed, for the table below the form: whoever has a name and a share that can be read. */
export function workersTyped(
  workers: readonly TypedWorker[],
  parse: (text: string) => number | null,
): { userId: null; name: string; sharePpm: number }[] {
  return workers.flatMap(({ name, share }) => {
    const sharePpm = parse(share);
    return name.trim() === '' || sharePpm === null ? [] : [{ userId: null, name: name.trim(), sharePpm }];
  });
}
