/** Edition of PS3.15 Table E.1-1; a constant of its own so that the page need not load the table to print it. */
export const tableEdition = '2026d';
