import type { RewardedPerson } from '#app/domain/distribution-shares.ts';
import { formatPpm } from '#app/domain/money.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';

interface MainPeopleProps {
  people: readonly RewardedPerson[];
  onChange: (main: readonly number[]) => void;
  warning: string | null;
}

/** 主要贡献人员: who of the team they are, and whether they have half of the reward. */
export function MainPeople({ people, onChange, warning }: MainPeopleProps) {
  return (
    <div
      onChange={(event) => {
        const boxes = event.currentTarget.querySelectorAll<HTMLInputElement>('input[name="main"]:checked');
        onChange(Array.from(boxes, (box) => Number(box.value)));
      }}
    >
      <CheckboxGroup
        name="main"
        scope="propose"
        label="主要贡献人员"
        required={false}
        inline
        defaultValue={people.flatMap(({ isMain }, at) => (isMain ? [String(at)] : []))}
        options={people.map(({ name, sharePpm }, at) => ({
          value: String(at),
          label: `${name} ${formatPpm(sharePpm)}`,
        }))}
      />
      {warning && <p className="text-sm text-attention">{warning}</p>}
    </div>
  );
}
