/** The script of pages that have terms. */
import { watchTerms } from "./term-card.ts";

watchTerms(document);
