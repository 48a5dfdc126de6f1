import { ChoiceGroup, type ChoiceGroupProps } from './choice-group.tsx';

/** One of a few. */
export function RadioGroup({ defaultValue, ...rest }: ChoiceGroupProps & { defaultValue?: string | null }) {
  return <ChoiceGroup type="radio" isChosen={(value) => value === defaultValue} {...rest} />;
}
