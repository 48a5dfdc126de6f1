/** The id of a form control, which the error summary links to: 'price.amount' → 'f-price-amount'. */
export const fieldId = (name: string, scope?: string): string =>
  `f-${scope ? `${scope}-` : ''}${name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/-$/, '')}`;
