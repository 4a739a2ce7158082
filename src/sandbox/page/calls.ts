import type { UiCalls, UiFile } from "../page-api.ts";

/** The page's half of `/ui/…`. Every call rejects with a CallError whose message can be shown. */
export type Calls = {
  call<Name extends keyof UiCalls>(name: Name, input: UiCalls[Name]["in"]): Promise<UiCalls[Name]["out"]>;
  upload(user: string, file: File): Promise<UiFile>;
};

/** A call that the sandbox refused or that never reached it. */
class CallError extends Error {
  override name = "CallError";
}

/** The calls over a `fetch`. */
export function createCalls(request: typeof fetch): Calls {
  return {
    async call(name, input) {
      return await answerOf(
        request(`/ui/${name}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(input),
        }),
      );
    },
    async upload(user, file) {
      const query = new URLSearchParams({ user, name: file.name });
      const headers = { "content-type": file.type || "application/octet-stream" };
      return await answerOf(request(`/ui/files?${query}`, { method: "POST", headers, body: file }));
    },
  };
}

async function answerOf<Answer>(pending: Promise<Response>): Promise<Answer> {
  let response: Response;
  try {
    response = await pending;
  } catch (cause) {
    throw new CallError("The sandbox is not answering. Is it still running?", { cause });
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new CallError(typeof body.error === "string" ? body.error : `The sandbox said ${response.status}.`);
  return body;
}
