/* A date in the desk stays as it was typed: Wagtail's calendar would put today where it cannot read it. The server reads
 * it, and says so if it cannot.
 *
 * The calendar still follows what is typed, so that a click on a time keeps the day. It opens where it covers no button,
 * Escape closes it, and its lists scroll like any other.
 */
(() => {
  const ISO = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})/;
  const { defaults } = jQuery.fn.datetimepicker;
  const BUTTONS = 'button, input[type=submit], a.button';

  const calendarOf = (input) => jQuery(input).data('xdsoft_datetimepicker');

  const follow = (input) => {
    const calendar = calendarOf(input);
    if (!calendar || !/\d{4}/.test(input.value)) return;
    calendar.data('xdsoft_datetime').setCurrentTime(input.value.replace(ISO, '$3/$2/$1'));
  };

  const overlap = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  // Below the field, beside it or above it: the first place that is in the window and covers no button.
  const place = (input) => {
    const calendar = calendarOf(input);
    if (!calendar?.is(':visible')) return;
    calendar.css('bottom', '');
    const { width, height } = calendar[0].getBoundingClientRect();
    const field = input.getBoundingClientRect();
    const left = Math.max(0, Math.min(field.left, innerWidth - width));
    const at = (x, y) => ({ left: x, top: y, right: x + width, bottom: y + height });
    const below = at(left, field.bottom);
    const beside = at(field.right, Math.max(0, Math.min(field.top, innerHeight - height)));
    const above = at(left, field.top - height);
    const around = input.closest('.w-dialog') ?? document;
    const buttons = [...around.querySelectorAll(BUTTONS)]
      .filter((button) => button.checkVisibility({ visibilityProperty: true }) && !calendar[0].contains(button))
      .map((button) => button.getBoundingClientRect());
    const fits = (spot) => spot.top >= 0 && spot.bottom <= innerHeight && spot.right <= innerWidth;
    const isFree = (spot) => fits(spot) && !buttons.some((button) => overlap(spot, button));
    const inWindow = at(left, Math.max(0, Math.min(field.bottom, innerHeight - height)));
    const spot = [below, beside, above].find(isFree) ?? [below, above].find(fits) ?? inWindow;
    calendar.offset({ left: spot.left + scrollX, top: spot.top + scrollY });
  };
  // After the calendar has placed itself, which it does in the same turn.
  const placeAfterwards = (input) => queueMicrotask(() => place(input));

  defaults.validateOnBlur = false;
  defaults.onShow = (_, input) => {
    follow(input[0]);
    placeAfterwards(input[0]);
  };
  jQuery(window).on('resize', () => placeAfterwards(document.activeElement));
  document.addEventListener('input', ({ target }) => follow(target));
  // Before the dialog around it hears of the key and closes as well.
  window.addEventListener('keydown', (event) => {
    const calendar = event.key === 'Escape' && calendarOf(event.target);
    if (!calendar || !calendar.is(':visible')) return;
    calendar.trigger('close.xdsoft');
    event.stopImmediatePropagation();
  }, true);

  // The calendar's own scroller moves its list by a margin, out of reach of the keyboard, of touch and of search.
  const scrollTo = (list, part) => {
    list.scrollTop = part * (list.scrollHeight - list.clientHeight);
  };
  jQuery.fn.xdsoftScroller = function scrollAsUsual(_, part) {
    if (part) scrollTo(this[0], part);
    return this.off('.scroll_as_usual')
      .on('scroll_element.xdsoft_scroller.scroll_as_usual', (event, to) => scrollTo(event.currentTarget, to))
      .on('touchstart.scroll_as_usual', (event) => event.stopPropagation());
  };
})();
