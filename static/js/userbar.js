/* The bar for staff on public pages. It asks for it only in browsers that hold the hint cookie of staff
   (lbn_site/core/staff_hint.py); in those of visitors it does nothing.
   Staff see the present state: a page that the browser had kept, or takes out of its history, is asked for again. */
if (/(?:^|; )staff=1/.test(document.cookie)) {
  const visit = performance.getEntriesByType('navigation')[0];
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  if (visit?.transferSize === 0 && visit.type !== 'reload') location.reload();
  else await showBar();
}

async function showBar() {
  const address = `/admin/userbar/?path=${encodeURIComponent(location.pathname)}`;
  // With this header Wagtail answers those who are no longer signed in with 403, not with the sign-in page.
  const answer = await fetch(address, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
  const skip = document.querySelector('.skip-link').closest('body > *');
  if (answer.ok) skip.insertAdjacentHTML('afterend', await answer.text());
}
