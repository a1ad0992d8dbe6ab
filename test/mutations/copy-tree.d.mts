export declare const root: string;
export declare function copyTree(): { readonly folder: string; readonly remove: () => void };
