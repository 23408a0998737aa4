/* In the editor, one save at a time. Wagtail saves by itself while a button is pressed, and asks the server meanwhile who
 * else edits: an answer that crosses such a save names the editor's own version as somebody else's, and the button then
 * asks whether to overwrite it instead of doing what it says.
 *
 * So a button waits for the save that is under way, a save makes void the question that was asked before it, and nothing
 * is saved by itself once the form is on its way.
 */
(() => {
  const BUTTONS = '[data-edit-form] button:is([type="submit"], [data-workflow-action-name])';
  const LONGEST_WAIT = 20_000;
  const waiting = new WeakSet();

  const controllerOf = (element, name) =>
    element && window.wagtail.app.getControllerForElementAndIdentifier(element, name);
  const autosaveOf = (form) => controllerOf(form, 'w-autosave');
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  const forgetQuestion = () => {
    controllerOf(document.querySelector('.w-editing-sessions'), 'w-swap')?.abortController?.abort();
  };

  const ended = async (autosave) => {
    // The end of one save starts the next if something was written meanwhile.
    while (autosave.submitPromise) await autosave.submitPromise;
    // Somebody else has saved: the answer to who it was opens the question whether to go on.
    if (!autosave.activeValue) await new Promise((done) => document.addEventListener('w-swap:success', done, { once: true }));
  };

  const pressWhenSaved = async (button, autosave) => {
    waiting.add(button);
    button.setAttribute('aria-busy', 'true');
    await Promise.race([ended(autosave), pause(LONGEST_WAIT)]);
    button.removeAttribute('aria-busy');
    waiting.delete(button);
    autosave.leavesButtonsAlone = true;
    button.click();
    autosave.leavesButtonsAlone = false;
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.(BUTTONS);
    const autosave = button && autosaveOf(button.closest('[data-edit-form]'));
    if (!autosave?.submitPromise || autosave.leavesButtonsAlone) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!waiting.has(button)) pressWhenSaved(button, autosave);
  }, true);

  document.addEventListener('w-autosave:save', forgetQuestion);

  window.addEventListener('submit', (event) => {
    const autosave = autosaveOf(event.target);
    if (!autosave || event.defaultPrevented) return;
    forgetQuestion();
    if (!autosave.activeValue) return;
    autosave.activeValue = false;
    // Back from the answer, in a page that the browser kept.
    window.addEventListener('pageshow', () => { autosave.activeValue = true; }, { once: true });
  });
})();
