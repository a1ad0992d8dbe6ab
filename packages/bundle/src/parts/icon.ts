/** A tessera: one tile, set a little askew. Saves the request for `/favicon.ico`. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1f6f5c" d="M7 5l19 2-2 20-19-2z"/><path fill="#fff" fill-opacity=".85" d="M12 11l9 1-.3 3-3-.3-.9 8-3-.3.9-8-3-.3z"/></svg>
`;
