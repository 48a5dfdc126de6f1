import type { DemandForm as Values } from '#app/domain/demand-form.ts';
import type { DemandOptions } from './demand-options.ts';

/** What each part of the form of a demand is given. */
export interface DemandSectionProps {
  values: Values;
  errors: Readonly<Record<string, readonly string[]>>;
  options: DemandOptions;
}
