/**
 * What `tsc --checkJs` knows besides the scripts' own JSDoc: what they share, and what others give them.
 *
 * Names of data are the handbook's (handbook/chooser/rules.py, docs/assets/javascripts/progress.js).
 */

/** An option of a question. */
interface Option {
  id: string;
  teksti: string;
  lause: string;
  lause_ei?: string;
  avoin?: boolean;
  poissulkeva?: boolean;
}

interface Question {
  id: string;
  kysymys: string;
  ohje?: string;
  miksi: string;
  selvita: string;
  monivalinta?: boolean;
  vaihtoehdot: Option[];
}

/** What each option of one question means for a service. */
interface Criterion {
  kysymys: string;
  sopii: string[];
  selvita: string[];
  ei: string[];
  huomio?: Record<string, string>;
  tulkinta?: string[];
}

interface Service {
  id: string;
  enintaan?: "selvita";
  ryhmat: Criterion[][];
}

/** The questions and rules of the service chooser. */
interface Rules {
  kysymykset: Question[];
  palvelut: Service[];
  ristiriidat: { jos: Record<string, string[]>; viesti: string }[];
}

/** The ids of the chosen options, by the id of the question. */
type Answers = Map<string, string[]>;

/** What the rules say of one service: the level, an index of LEVELS, and why. */
interface Outcome {
  palvelu: string;
  taso: number;
  perustelut: { teksti: string; kysymys: string; tulkinta: boolean }[];
}

interface ChooserRules {
  asked(rules: Rules, answers: Answers): Question[];
  evaluate(rules: Rules, answers: Answers): Outcome[];
  contradictions(rules: Rules, answers: Answers): string[];
  parse(rules: Rules, hash: string): Answers;
  fragment(answers: Answers): string;
  LEVELS: readonly string[];
}

/** Right options chosen, right options in all, wrong options chosen; empty for a page that was read. */
type Result = number[];

/** The element from which those of the training are made (progress.js). */
declare class ProgressElement extends HTMLElement {
  connectedCallback(): void;
  disconnectedCallback(): void;
  byName(name: string, root?: ParentNode): FoundElement;
  show(): void;
}

/** An element that a template names is taken to be there, and of the kind that the script takes it for. */
type FoundElement = HTMLInputElement &
  HTMLAnchorElement &
  HTMLDetailsElement &
  HTMLTableCellElement &
  HTMLTemplateElement & { dataset: Record<string, string> };

interface ParentNode {
  querySelector(selectors: string): FoundElement;
  querySelectorAll(selectors: string): NodeListOf<FoundElement>;
}

interface Element {
  closest(selectors: string): FoundElement;
}

interface Document {
  getElementById(id: string): FoundElement;
}

interface DocumentFragment {
  cloneNode(deep: true): DocumentFragment;
  readonly firstElementChild: FoundElement;
}

declare var chooserRules: ChooserRules;
declare var training: { Progress: typeof ProgressElement; record(key: string, result: Result | null): void };
declare var IFrameWorker: unknown;
declare function importScripts(...addresses: string[]): Promise<unknown>;
/** The theme's search engine, lunr 2.3, ships no types. */
declare var lunr: any;
