/** Actions as Table E.1-1 prints them (PS3.15 E.1); compound codes are settled by the IOD. */
export type ActionCode = 'X' | 'Z' | 'D' | 'U' | 'K' | 'C' | 'Z/D' | 'X/Z' | 'X/D' | 'X/Z/D' | 'X/Z/U*';

/** What Table E.1-1 asks for without options: C stands in the columns of options alone. */
export type BasicAction = Exclude<ActionCode, 'C'>;

/** What is done to one element in the end. */
export type SimpleAction = 'X' | 'Z' | 'D' | 'U' | 'K' | 'C';

/** What the page and the records show; `+` is an element that the run added. */
export type ShownAction = SimpleAction | '+';
