import { ChoiceGroup, type ChoiceGroupProps } from './choice-group.tsx';

/** Any number of a few. */
export function CheckboxGroup({ defaultValue = [], ...rest }: ChoiceGroupProps & { defaultValue?: readonly string[] }) {
  return <ChoiceGroup type="checkbox" isChosen={(value) => defaultValue.includes(value)} {...rest} />;
}
