/** The version of every room: they are released as one. */
export const VERSION = "0.1.0";
