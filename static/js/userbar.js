/* The bar for staff on public pages. It asks for it only in browsers that hold the hint cookie of staff
   (lbn_site/accounts/middleware.py); in those of visitors it does nothing. */
if (/(?:^|; )staff=1/.test(document.cookie)) {
  const address = `/admin/userbar/?path=${encodeURIComponent(location.pathname)}`;
  // With this header Wagtail answers those who are no longer signed in with 403, not with the sign-in page.
  const answer = await fetch(address, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
  const skip = document.querySelector('.skip-link').closest('body > *');
  if (answer.ok) skip.insertAdjacentHTML('afterend', await answer.text());
}
