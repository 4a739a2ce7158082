/** Every kind of file that was made to do harm. */
import type { HostileFile } from "./file.ts";
import { hostilePdfs } from "./pdf-files.ts";
import { hostileTexts } from "./text-files.ts";
import { hostileZips } from "./zip-files.ts";

export const hostileFiles: readonly HostileFile[] = [...hostileZips, ...hostilePdfs, ...hostileTexts];
