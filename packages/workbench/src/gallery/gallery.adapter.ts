/** The script of the gallery's index. */
import { takeOverGallery } from "./gallery-page.ts";

takeOverGallery(document);
