import type { LaterChoice, RoyaltyFieldsProps } from '../composer-props.ts';
import { useLock } from '../field-locks.tsx';
import { MoneyInput } from '../money-input.tsx';
import { RoyaltyFields } from '../royalty-fields.tsx';
import { LaterRows } from './later-rows.tsx';

/** The royalty in a change of a signed contract: once it was counted, only the cap and what counts from a period on. */
export function ChangeRoyaltyFields({ royalty, errors, choice }: RoyaltyFieldsProps & { choice: LaterChoice }) {
  const lock = useLock('royalty');
  return (
    <>
      {lock === undefined ? (
        <RoyaltyFields royalty={royalty} errors={errors} />
      ) : (
        <>
          <div className="rounded-lg border border-line bg-sunk px-4 py-3 text-sm sm:px-6">
            {choice.counted && <p>{choice.counted}</p>}
            <p className="text-ink-soft">{lock}</p>
          </div>
          <MoneyInput
            name="royalty.cap"
            label="封顶"
            why="里程碑和提成加起来最多付多少。封顶还没有用完时可以改，要高于已经计收的。"
            defaultValue={royalty.cap}
            error={errors['royalty.cap']}
            required={false}
          />
        </>
      )}
      <LaterRows royalty={royalty} errors={errors} starts={choice.starts} />
    </>
  );
}
