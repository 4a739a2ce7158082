import { html, render } from "htm/preact";
import { App } from "./app.ts";
import { createCalls } from "./calls.ts";

const root = document.getElementById("app");
if (root !== null) render(html`<${App} calls=${createCalls((input, init) => fetch(input, init))} />`, root);
