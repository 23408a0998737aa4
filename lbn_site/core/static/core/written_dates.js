/* A date in the desk stays as it was typed: Wagtail's calendar would put today where it cannot read it. The server reads
 * it, and says so if it cannot.
 *
 * The calendar still follows what is typed, so that a click on a time keeps the day.
 */
(() => {
  const ISO = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})/;
  const { defaults } = jQuery.fn.datetimepicker;

  const follow = (input) => {
    const calendar = jQuery(input).data('xdsoft_datetimepicker');
    if (!calendar || !/\d{4}/.test(input.value)) return;
    calendar.data('xdsoft_datetime').setCurrentTime(input.value.replace(ISO, '$3/$2/$1'));
  };

  defaults.validateOnBlur = false;
  defaults.onShow = (_, input) => follow(input[0]);
  document.addEventListener('input', ({ target }) => follow(target));
})();
