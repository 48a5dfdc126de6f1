import { AppError } from './errors.ts';

/**
 * State machines as data: a process anybody reads top to bottom. The page asks the machine for buttons, the verb asks it
 * for permission, the column's CHECK is made from its states.
 */
export interface Transition<State extends string, Role extends string> {
  readonly to: State;
  /** Who may trigger it, seen from the row. `system` is the clock or another verb. */
  readonly by: readonly Role[];
  /** One plain sentence: what happens. */
  readonly says: string;
}

export interface StateNode<State extends string, Role extends string, Event extends string = string> {
  /** Chinese word shown to people. */
  readonly label: string;
  readonly final?: true;
  /** What is true of a row in this state, asked by `statesWith`, so that no list of states stands beside the machine. */
  readonly is?: readonly string[];
  readonly on?: Readonly<Partial<Record<Event, Transition<State, Role>>>>;
}

export interface Machine<State extends string, Role extends string, Event extends string = string> {
  readonly name: string;
  readonly initial: State;
  readonly states: Readonly<Record<State, StateNode<State, Role, Event>>>;
}

/** Declares a machine: a missing or misspelt state is a type error, and so is an event that no state knows. */
export const machine = <const State extends string, const Role extends string, const Event extends string = never>(
  definition: Machine<State, Role, Event>,
): Machine<State, Role, Event> => definition;

/** The words of a machine's events. */
export type EventOf<M> = M extends Machine<string, string, infer Event> ? Event : never;

/** All states in their written order; the source of the column's CHECK. */
export const statesOf = <State extends string>(m: Machine<State, string>): readonly [State, ...State[]] =>
  Object.keys(m.states) as unknown as readonly [State, ...State[]];

/** The states of which `fact` is true. Throws for a fact that no state knows: it is misspelt. */
export function statesWith<State extends string>(m: Machine<State, string>, fact: string): State[] {
  const states = statesOf(m).filter((state) => m.states[state].is?.includes(fact));
  if (states.length === 0) throw new RangeError(`${m.name}: no state is ${fact}`);
  return states;
}

/** The Chinese word of a state. */
export const labelOf = <State extends string>(m: Machine<State, string>, state: State): string => m.states[state].label;

/** The transition that `event` makes from `state`, if there is one. */
export const transitionOf = <State extends string, Role extends string>(
  m: Machine<State, Role>,
  state: State,
  event: string,
): Transition<State, Role> | undefined => m.states[state].on?.[event];

/** Events that an actor with these roles may trigger in this state: the buttons of a page and the permission of a verb. */
export const allowed = <State extends string, Role extends string>(
  m: Machine<State, Role>,
  state: State,
  roles: readonly Role[],
): string[] =>
  Object.entries(m.states[state].on ?? {})
    .filter(([, transition]) => (transition as Transition<State, Role>).by.some((role) => roles.includes(role)))
    .map(([event]) => event);

/** Where `event` leads from `state`: verbs write this state and no other. Throws `state_changed` when the state does not know it. */
export function nextState<State extends string, Event extends string>(
  m: Machine<State, string, Event>,
  state: State,
  event: Event,
): State {
  const transition = m.states[state].on?.[event];
  if (transition === undefined) throw new AppError('state_changed');
  return transition.to;
}

/** States from which `event` is possible: the WHERE of the conditional update. */
export const sourcesOf = <State extends string>(m: Machine<State, string>, event: string): State[] =>
  statesOf(m).filter((state) => m.states[state].on?.[event] !== undefined);

/** Every event of the machine, without repetition. */
export const eventsOf = (m: Machine<string, string>): string[] => [
  ...new Set(statesOf(m).flatMap((state) => Object.keys(m.states[state]?.on ?? {}))),
];

/** Faults of a machine's shape: unreachable states, dead ends that are not final, final states with exits. */
export function faultsOf(m: Machine<string, string>): string[] {
  const reached = new Set<string>([m.initial]);
  const queue = [m.initial];
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const transition of Object.values(m.states[state]?.on ?? {})) {
      if (transition !== undefined && !reached.has(transition.to)) {
        reached.add(transition.to);
        queue.push(transition.to);
      }
    }
  }
  return statesOf(m).flatMap((state) => {
    const node = m.states[state];
    const exits = Object.keys(node?.on ?? {}).length;
    const faults: string[] = [];
    if (!reached.has(state)) faults.push(`${m.name}: ${state} cannot be reached`);
    if (exits === 0 && !node?.final) faults.push(`${m.name}: ${state} is a dead end`);
    if (exits > 0 && node?.final) faults.push(`${m.name}: final ${state} has exits`);
    return faults;
  });
}
