import type { World } from "./world.ts";

/** A course that is being written while it is played, as the page shows it. */
export interface PreviewSnapshot {
  /** The course's folder, as it was named. */
  readonly folder: string;
  /** Key of the course that is played; absent until there was a version without errors. */
  readonly course?: string;
  /** How many versions were played so far. */
  readonly version: number;
  /** What is saved has errors: what is played is the version before. */
  readonly behind: boolean;
  /** In order of file and place; of very many the first ones. */
  readonly problems: readonly PreviewProblem[];
  /** How many there are beside these. */
  readonly more: number;
  readonly look: PreviewLook;
}

/** One diagnostic of the course's source. */
export interface PreviewProblem {
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  /** One sentence without a full stop. */
  readonly message: string;
  readonly place?: PreviewPlace;
  /** What to type instead. */
  readonly help?: string;
  /** Other places that belong to it, each with what is there. */
  readonly others: readonly (PreviewPlace & { readonly message: string })[];
}

export interface PreviewPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** The line, cut where what is meant begins and ends. */
  readonly excerpt: readonly [before: string, meant: string, after: string];
}

/** How units are shown: as their own page and the device say, or as a person wants to see them. */
export interface PreviewLook {
  readonly direction: "auto" | "ltr" | "rtl";
  readonly colours: "auto" | "light" | "dark";
}

/** What the page of a unit hears when it was built anew. */
export interface PageNews {
  /** Digest of what is on it now; empty where the course has no such page any more. */
  readonly version: string;
  /** Where nothing but text is another since the version before: the pieces that are. */
  readonly texts?: {
    /** The version before. */
    readonly since: string;
    /** How many pieces the page has. */
    readonly of: number;
    readonly changes: readonly TextChange[];
  };
}

/** A piece of text of a page, as HTML. */
export interface TextChange {
  /** Which of the page's pieces, from 0. */
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

const OWN_LOOK: PreviewLook = { direction: "auto", colours: "auto" };

/** Tells those who watch what has become of the course's source. */
export function showPreview(world: World, preview: Omit<PreviewSnapshot, "look">): void {
  world.preview = { ...preview, look: world.preview?.look ?? OWN_LOOK };
  world.hub.emit({ type: "preview", preview: world.preview });
}

/** @returns false where no course is being written */
export function changeLook(world: World, look: Partial<PreviewLook>): boolean {
  if (world.preview === undefined) return false;
  world.preview = { ...world.preview, look: { ...world.preview.look, ...look } };
  world.hub.emit({ type: "preview", preview: world.preview });
  return true;
}
