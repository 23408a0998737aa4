/* Keeps what staff have written when their sign-in ends while a form is open.
 *
 * Asks when the window gets the focus and every half minute. Once signed out, a note says so and the form is not sent,
 * for it would be lost; signed in again in another tab, the form gets the new token and works as before.
 */
(() => {
  const HALF_A_MINUTE = 30_000;

  document.addEventListener('DOMContentLoaded', () => {
    const form = document.querySelector('form[data-edit-form]');
    if (!form) return;

    const note = document.createElement('div');
    note.className = 'signed-out-note';
    note.setAttribute('role', 'alert');
    note.hidden = true;
    form.prepend(note);

    const tell = () => {
      note.innerHTML =
        '<p><strong>You have been signed out. Your text is safe in this window.</strong> ' +
        '<a href="/accounts/login/?next=/accounts/two-step/" target="_blank">Sign in again in a new tab</a>, come back here, and save.</p>';
      note.hidden = false;
    };

    const check = async () => {
      let answer;
      try {
        answer = await fetch('/admin/still-signed-in/', { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      } catch {
        return; // no connection: nothing is known
      }
      if (answer.status === 403) {
        if (note.hidden) tell();
      } else if (answer.ok) {
        const { token } = await answer.json();
        for (const field of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) field.value = token;
        note.hidden = true;
      }
    };

    window.addEventListener('focus', check);
    document.addEventListener('visibilitychange', () => document.hidden || check());
    setInterval(check, HALF_A_MINUTE);
    form.addEventListener(
      'submit',
      (event) => {
        if (note.hidden) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        note.scrollIntoView({ block: 'center' });
      },
      { capture: true },
    );
  });
})();
