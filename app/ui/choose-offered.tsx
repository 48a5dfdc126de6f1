import { Form } from '@remix-run/react';
import { Button, ButtonLink } from './button.tsx';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';
import { Select } from './select.tsx';

/** Which of its public achievements a unit answers a demand with. */
export function ChooseOffered({
  offerable,
  demandId,
}: {
  offerable: readonly { id: string; name: string; level: string | null }[];
  demandId: string | null;
}) {
  if (offerable.length === 0) {
    return (
      <Notice title="还没有公开的成果" actions={<ButtonLink to="/desk/achievements">去登记或公开成果</ButtonLink>}>
        先把成果公开，再用它应答需求。
      </Notice>
    );
  }
  return (
    <Form method="get" className="grid max-w-form gap-4">
      <input type="hidden" name="demand" value={demandId ?? ''} />
      <Field name="achievement" label="你单位公开的成果">
        {(control) => (
          <Select
            {...control}
            options={offerable.map(({ id, name, level }) => ({
              value: id,
              label: level ? `${name}（匹配：${level}）` : name,
            }))}
            blank="请选择"
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary">
          下一步
        </Button>
      </div>
    </Form>
  );
}
