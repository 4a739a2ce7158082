import { z } from "zod";
import { readMessageBlocks } from "../blocks/check.ts";
import { SlackError } from "../errors.ts";
import { fileLimits } from "../limits.ts";
import { mediaType } from "../media-types.ts";
import { argument, type Call, defineMethod, joinedChannel, type MethodTable } from "../method.ts";
import { fileObject } from "../objects.ts";
import { rates } from "../rates.ts";
import type { StoredFile } from "../state.ts";

export const fileMethods: MethodTable = {
  "files.getUploadURLExternal": defineMethod({
    scopes: ["files:write"],
    rate: rates.tier4,
    args: z.object({
      filename: argument.text,
      length: argument.integer,
      alt_txt: argument.text.optional(),
      snippet_type: argument.text.optional(),
    }),
    run({ workspace, context }, { filename, length, alt_txt = "" }) {
      if (length <= 0 || length > fileLimits.uploadBytes) throw new SlackError("invalid_arguments");
      const secret = context.ids.hex(48);
      const fileId = context.ids.next("F");
      context.uploads.set(secret, { workspace, fileId, name: filename, length, bytes: null, altText: alt_txt });
      return { upload_url: `${context.baseUrl}/upload/v1/${secret}`, file_id: fileId };
    },
  }),

  "files.completeUploadExternal": defineMethod({
    scopes: ["files:write"],
    rate: rates.tier4,
    args: z.object({
      files: argument.json(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)),
      channel_id: argument.text.optional(),
      channels: argument.list.optional(),
      thread_ts: argument.text.optional(),
      initial_comment: argument.text.optional(),
      blocks: argument.anyJson.optional(),
    }),
    run(call, args) {
      const { workspace, context } = call;
      const channelIds = [...(args.channel_id === undefined ? [] : [args.channel_id]), ...(args.channels ?? [])];
      const channels = channelIds.map((id) => joinedChannel(workspace, id));
      const blocks = args.blocks === undefined ? [] : readMessageBlocks(args.blocks, context.ids);
      // All are looked up before any is taken, so that a wrong id leaves nothing half done.
      const uploads = args.files.map(({ id, title }) => ({ title, ...takeUpload(call, id) }));
      const files = uploads.map(({ secret, upload, bytes, title }) => {
        context.uploads.delete(secret);
        const file: StoredFile = {
          id: upload.fileId,
          name: upload.name,
          title: title ?? upload.name,
          mimetype: mediaType(upload.name),
          bytes,
          user: workspace.bot.id,
          created: Math.floor(context.clock.now() / 1_000),
          shares: [],
          handedToApp: true,
        };
        workspace.files.set(file.id, file);
        return file;
      });
      for (const channel of channels) {
        workspace.shareFiles(files, {
          channel: channel.id,
          user: workspace.bot.id,
          botId: workspace.botId,
          text: args.initial_comment ?? "",
          blocks,
          threadTs: args.thread_ts ?? null,
        });
      }
      return { files: files.map((file) => fileObject(workspace, file)) };
    },
  }),

  "files.info": defineMethod({
    scopes: ["files:read"],
    rate: rates.tier4,
    args: z.object({ file: argument.text }),
    run(call, { file: id }) {
      const file = visibleFile(call, id);
      return { file: fileObject(call.workspace, file), comments: [], response_metadata: { next_cursor: "" } };
    },
  }),

  "files.delete": defineMethod({
    scopes: ["files:write"],
    rate: rates.tier3,
    args: z.object({ file: argument.text }),
    run(call, { file: id }) {
      const file = visibleFile(call, id);
      if (file.user !== call.workspace.bot.id) throw new SlackError("cant_delete_file");
      call.workspace.deleteFile(file);
      return {};
    },
  }),
};

function takeUpload({ context, workspace }: Call, id: string) {
  const found = [...context.uploads].find(([, upload]) => upload.fileId === id && upload.workspace === workspace);
  const bytes = found?.[1].bytes ?? null;
  if (found === undefined || bytes === null) throw new SlackError("file_not_found");
  const [secret, upload] = found;
  return { secret, upload, bytes };
}

/** A file that the app may see: its own, one handed to it in a modal, or one in a channel where it is. */
function visibleFile({ workspace }: Call, id: string): StoredFile {
  const file = workspace.files.get(id);
  if (file === undefined || !workspace.appSees(file)) throw new SlackError("file_not_found");
  return file;
}
