/** What is wrong in a form whose fields the head of its page does not link to, field after field: nothing red is left unnamed. */
export const everyFault = (errors: Readonly<Record<string, readonly string[]>>): string =>
  Object.values(errors)
    .flatMap(([first]) => (first === undefined ? [] : [first.replace(/。$/u, '')]))
    .join('；');
